# A delivery spoilt in every way that a published benchmark of CSV readers
# knows: no answer moves to another column without a word, and only what was
# spoilt is set aside.
load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# Of a sweep of all rows, columns and ways; `make soak` tries every one.
@test "ruling 36: however a delivery of 84 rows is spoilt, no answer moves without a finding" {
	python3 "$ROOT/tests/e2e/lib/pollution.py" "$B/bin/green-ingest" 300 \
		>report || die "$(cat report)"
	sed -n 's/^all  *//p' report | sed 's/^/# /' >&3
}

@test "ruling 36a: blanks at row ends are left off by habit, and three damaged rows are none" {
	python3 "$ROOT/tests/e2e/lib/row_ends.py" "$B/bin/green-ingest" 16 \
		>report || die "$(cat report)"
	[ "$(grep -c deliveries report)" = 9 ]
}

@test "ruling 36a: what is tried of row ends notices a guess, and an honest row that is asked" {
	cat >guessing <<-END
		#!/bin/sh
		"$B/bin/green-ingest" "\$@" || exit
		sed -i 's/\\\\x/7/g' out
	END
	cat >asking <<-END
		#!/bin/sh
		"$B/bin/green-ingest" "\$@" || exit
		sed -i '/第30社区/s/10029/\\\\x/' out
	END
	chmod +x guessing asking
	expect_status 1 python3 "$ROOT/tests/e2e/lib/row_ends.py" guessing 4
	[[ $output == *"is '7', not"* ]] || die "$output"
	expect_status 1 python3 "$ROOT/tests/e2e/lib/row_ends.py" asking 1
	[[ $output == *"(stripped): 230102001030: households is asked"* ]] ||
	    die "$output"
}

@test "ruling 36: the sweep notices an answer that moves, and a row that is lost" {
	cat >moving <<-END
		#!/bin/sh
		"$B/bin/green-ingest" "\$@" || exit
		awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[\$i] = i }
			\$at["community_name"] == "第30社区" {
				t = \$at["households"]
				\$at["households"] = \$at["population"]
				\$at["population"] = t }
			{ print }' out >out.moved && mv out.moved out
	END
	cat >losing <<-END
		#!/bin/sh
		"$B/bin/green-ingest" "\$@" || exit
		sed -i '/第30社区/d' out
	END
	chmod +x moving losing
	expect_status 1 python3 "$ROOT/tests/e2e/lib/pollution.py" moving 3
	[[ $output == *'households is '*", not '10029'"* ]] || die "$output"
	expect_status 1 python3 "$ROOT/tests/e2e/lib/pollution.py" losing 3
	[[ $output == *'lost, though untouched: 230102001030'* ]] || die "$output"
}
