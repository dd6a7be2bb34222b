#!/usr/bin/env bats
# Figures at the edges: every table stays defined, whoever is missing.

load helpers

setup() {
	T=$ROOT/tests/e2e/figures
	export GREEN_STANDARD=$T/standard
	cd "$BATS_TEST_TMPDIR" || exit
}

# all_tables [OPTION...] <lines for scored.py: every table of figures in
# `out`; none may hold what is no number.
all_tables() {
	python3 "$T/scored.py" | green-tally >tally
	green-stats --register "$T/register.csv" "$@" tally >stats
	{
		cat stats
		for table in criteria groups atoms; do
			green-stats --register "$T/register.csv" "$@" \
				--table $table tally
		done
		green-track stats
		green-track --table pace stats
	} >out
	if grep -qiE '(^|\t)-?(nan|inf)(\t|$)' out; then die "$(cat out)"; fi
}

# of WAVE CODE COLUMN...: figures of a place; - is empty.
of() {
	local wave=$1 code=$2
	shift 2
	awk -F '\t' -v w="$wave" -v c="$code" -v names="$*" '
		NR == 1 { n = split(names, name, " ")
			for (i = 1; i <= NF; i++) at[$i] = i }
		$1 == w && $3 == c { for (i = 1; i <= n; i++) {
			v = $at[name[i]]
			printf "%s%s", v == "" ? "-" : v,
				i < n ? " " : "\n" } }' stats
}

@test "a city that is absent from a wave keeps its line, its gap, its rank" {
	all_tables <<-'END'
	2020 9101001 attained 100 111
	2020 9201001 attained 100 111
	2021 9101001 attained 100 111 prev.status=attained
	END
	[ "$(of 2021 9200 registered responded attained attained_rate_high \
		undetermined not_responded gap rank rank_best rank_worst \
		change_pp newly_attained no_longer_attained wilson_low)" = \
		'2 0 0 100.00 0 2 2 2 1 2 -100.00 0 1 -' ]
	[ "$(of 2020 9200 attained_rate rank change_pp)" = '100.00 1 -' ]
}

@test "nobody responding at all" {
	all_tables --wave 2020 --wave 2021 </dev/null
	[ "$(of 2021 9000 registered responded attained_rate \
		attained_rate_high change_pp population pm_coverage \
		points_mean)" = '6 0 0.00 100.00 0.00 0 - -' ]
}

@test "all undetermined, with nothing else known" {
	all_tables <<-'END'
	2020 9101001 undetermined - UUU participating=? people=? pilot=?
	2020 9201001 undetermined - UUU participating=? people=? pilot=?
	END
	[ "$(of 2020 9200 undetermined attained_rate attained_rate_high near_1 \
		short_1 leverage points_mean participating \
		participating_high)" = '1 0.00 100.00 0 - - - 0 1' ]
	grep -q "^2020	city	9200	X1	0	0	0	1	$(printf '\t')*$" out
}

@test "one community, and one wave of it" {
	all_tables <<-'END'
	2020 9201001 attained 100 NNN
	END
	[ "$(of 2020 9200 attained_rate hypergeometric_low \
		hypergeometric_high wilson_low wilson_high rank)" = \
		'100.00 1 1 100.00 100.00 1' ]
}
