# Whether the figures of a release open to what they consist of (`load opened`).
# shellcheck shell=bash

# all_open RELEASE: every figure of its counties that is a count or a sum is
# that of the communities it opens to.  Prints how many, and the names of the
# figures that were not 0 in all.
all_open() {
	cut -d, -f3 "$1/counties.csv" | sed 1d | sort -u |
		while read -r code; do
			green-explain -q --format tsv "$1" "$code"
		done | awk -F'\t' '
		$1 == "wave" || /^#end/ { next }
		$14 == "figure" { check(); name = $2 " " $1 " " $6
			figure = $6; want = $7; sum = units = 0 }
		$14 == "unit" { sum += $7; units++ }
		function check() {
			# who opens to communities is a sum of them, or here
			if (units > 0 && figure ~ /^(leverage|points_(mean|p25|median|p75)|short_[123]|rank_gap)$/)
				return
			if (figure !~ /^(registered|responded|participating|pilot|attained|undetermined|not_responded|ready|reported_attained|near_[12]|leverage_count|population|population_attained|attained_high|participating_high|pilot_high|flagged|tied|own_basis|(attained|undetermined)_common|attained_common_high|newly_attained|no_longer_attained|units_entered|units_left|sum_.*|.*_numerator|.*_denominator|.*_covered|.*_open|.*_gap|(pilot|responded|participating)_by_.*)$/ || figure == "rank_gap" || want == "") {
				if (units > 0) { bad = 1
					print name ": in no list of opened.bash" }
				return }
			seen++
			some[figure] += want
			if (want != sum) { print name ": " want " is not " sum
				bad = 1 } }
		END { check(); print seen
			for (f in some) if (some[f]) print f
			exit bad }'
}
