#!/usr/bin/env bats
# A new column of cities.csv is a row of figure.def, its count a line of
# count.def: a copy of the tree gets both, is built, and the figure opens.

load ../lib/helpers
load ../lib/release

# A copy with two more columns: who takes part and has no open criterion, and
# their share.  Made anew is what reads the tables, which objects say.
setup_file() {
	local tree=$BATS_FILE_TMPDIR/tree objects=build/$MODE/obj
	mkdir -p "$tree/$objects"
	cp -R "$ROOT/Makefile" "$ROOT/src" "$ROOT/include" "$ROOT/scripts" \
		"$tree"
	cp -Rp "$B/obj/src" "$tree/$objects"
	cp -Rp "$B/gen" "$tree/build/$MODE"
	cp -p "$B/flags" "$B/version" "$tree/build/$MODE"
	cd "$tree" || return
	echo 'GR_COUNT_ROW(settled, "settled", "",
	    r->participating == GR_SAID_YES && r->open == 0)' \
		>>src/figure/count.def
	sed -i '/^GR_FIGURE_ROW(tied/r /dev/stdin' src/figure/figure.def <<-'END'
	GR_FIGURE_ROW(settled, COUNTED("无待定项", "Settled", OF(settled)))
	GR_FIGURE_ROW(settled_rate,
	    RATE("无待定项占比", "Share of settled", settled, participating))
	END
	grep -rlE '(count|figure)\.def' --include='*.d' "$objects" |
		sed 's/\.d$/.o/' | xargs touch -d 2000-01-01
	make -s BUILD=build MODE="$MODE" VERSION="$(cat "$B/version")" \
		CC="${CC:-cc}" all >made 2>&1 || die "$(cat made)"
	PATH=$tree/build/$MODE/bin:$PATH
	mkdir "$BATS_FILE_TMPDIR/data"
	make_province "$BATS_FILE_TMPDIR/data"
}

setup() {
	PATH=$BATS_FILE_TMPDIR/tree/build/$MODE/bin:$PATH
	R=$BATS_FILE_TMPDIR/data/releases/current
	cd "$BATS_TEST_TMPDIR" || return
}

# columns FILE NAME...: these columns of a table of the release.
columns() {
	tr ',' '\t' <"$R/$1" | want="${*:2}" awk -F'\t' '
		BEGIN { want = ENVIRON["want"] }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
			n = split(want, name, " "); next }
		{ for (i = 1; i <= n; i++)
			printf "%s%s", $at[name[i]], i < n ? " " : "\n" }'
}

@test "it counts those it says, in every county and wave" {
	python3 - "$R" <<-'END' >want
	import csv, sys
	places = {}
	for row in csv.DictReader(open(sys.argv[1] + "/counties.csv")):
	    places[row["wave"], row["code"]] = 0
	for row in csv.DictReader(open(sys.argv[1] + "/communities.csv")):
	    places[row["wave"], row["county_code"]] += (
	        row["participating"] == "1"
	        and row["criteria_undetermined"] == "0")
	for (wave, code), n in places.items():
	    print(wave, code, n)
	END
	columns counties.csv wave code settled | diff - want
	grep -qv ' 0$' want
}

@test "it opens to its communities, and to the places of a larger one" {
	columns counties.csv wave code settled | awk '$3 > 0' | sort >want
	[ -s want ]
	columns counties.csv code | sort -u | while read -r code; do
		green-explain -q --format tsv "$R" "$code" |
			of unit wave column value verdict |
			code="$code" awk -F'|' '
			BEGIN { code = ENVIRON["code"] }
			$2 == "settled" { sum[$1] += $3; if ($4 != 1) exit 1 }
			END { for (w in sum) print w, code, sum[w] }'
	done | sort | diff want -
	columns cities.csv wave level settled | awk '
		$2 == "city" { sum[$1] += $3 } $2 == "province" { all[$1] = $3 }
		END { for (w in all) if (all[w] != sum[w]) exit 1 }'
}

@test "its share is shown with both of its figures" {
	green-explain -q --format tsv "$R" 230000 |
		of figure wave column value numerator denominator note |
		grep '|settled_rate|' >shares
	[ "$(wc -l <shares)" -ge 2 ]
	awk -F'|' '$6 != "settled / participating" ||
		sprintf("%.2f", 100 * $4 / $5) != sprintf("%.2f", $3) {
			print; bad = 1 } END { exit bad }' shares
	columns cities.csv wave level settled participating |
		awk '$2 == "province" { print $1 "|" $3 "|" $4 }' >counts
	cut -d'|' -f1,4,5 shares | sort | diff - <(sort counts)
}

@test "without the row there is no such column" {
	head -n 1 "$R/cities.csv" | tr , '\n' >new
	PATH=$B/bin:$PATH green-stats --register "$ROOT/sample-data/register.csv" \
		--wave 2021 <<<"$(tsv wave county_code measure bin count |
			stream)" | head -n 1 | tr '\t' '\n' >old
	diff old new | grep '^[<>]' >differ || :
	[ "$(cat differ)" = $'> settled\n> settled_rate' ]
}
