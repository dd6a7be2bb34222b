# Records of the invented standard tests/e2e/fixtures/wards, for the tests of
# green-normalise and green-score.
# shellcheck shell=bash disable=SC2034,SC2154  # shared with the tests

WARDS=$ROOT/tests/e2e/fixtures/wards
export GREEN_STANDARD=$WARDS

ward_columns=(wave src line ward_code ward_name city_code county_code joins
	claim people homes served served_pct meetings care_m2 garden garden_kept
	level level_known seen flags)

# ward [COLUMN=VALUE...]: one record that does all, but for what is said.
ward() {
	local -A cell=([wave]=2021 [src]=f.csv [line]=2 [ward_code]=X1
		[ward_name]=Oak [city_code]=9902 [county_code]=990201 [joins]=1
		[claim]=1 [people]=1000 [homes]=500 [served]=300
		[served_pct]=30 [meetings]=2 [care_m2]=100 [garden]=1
		[garden_kept]=1 [level]=high [level_known]=1
		[seen]=2021-11-20 [flags]='' [prev.served]=''
		[prev.status]='')
	local column line=''
	for column; do
		cell[${column%%=*}]=${column#*=}
	done
	for column in "${columns[@]}"; do
		line+=${cell[$column]}$'\t'
	done
	printf '%s\n' "${line%$'\t'}"
}

# wards <RECORDS: the header before them, the trailer behind.
wards() {
	{
		local IFS=$'\t'
		printf '%s\n' "${columns[*]}"
		cat
	} | stream green-dedup
}

# column NAME...: these columns of the stream on standard input, rows only.
column() {
	python3 -c '
import sys
rows = [line.rstrip("\n").split("\t") for line in sys.stdin.buffer.read()
        .decode().split("\n")[:-1]]
assert rows[-1][0] == "#end", "no trailer"
at = [rows[0].index(name) for name in sys.argv[1:]]
for row in rows[1:-1]:
    print("|".join(row[i] for i in at))' "$@"
}
