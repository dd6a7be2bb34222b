# Releases for the tests of programs that read one.
# shellcheck shell=bash

# make_tiny DIR [AS-OF]: the release of the invented standard, two waves of 12
# schools; data in DIR, the release at DIR/releases/current.
make_tiny() {
	tiny_data "$1"
	export GREEN_STANDARD=$TINY/standard
	night "$1" "${2:-2024-06-30}"
}

# make_province DIR [REGISTER]: three waves of 28 communities in three counties,
# invented and messy.
make_province() {
	awk -F, 'NR == 1 || $5 == "230402" || $5 == "230403" ||
		$5 == "232701"' "${2:-"$ROOT/sample-data/register.csv"}" >"$1.units"
	green-synth --register "$1.units" --out "$1" --seed 7 --mess light
	night "$1" 2022-11-15
}

# make_both: the two of them for all tests of a file, in province and tiny
make_both() {
	make_province "$BATS_FILE_TMPDIR/province"
	make_tiny "$BATS_FILE_TMPDIR/tiny"
}

# night DIR AS-OF: what the night makes of the data in DIR.
night() {
	"$ROOT/pipelines/nightly" -q --quiet-period 0 --data "$1" --as-of "$2" --jobs 2
}

# alter RELEASE FILE COMMAND...: change a file of a release by a filter, and its
# manifest so that nobody sees it.
alter() {
	local release=$1 file=$2 sum
	shift 2
	"$@" <"$release/$file" >altered && mv altered "$release/$file"
	sum=$(sha256sum <"$release/$file")
	jq --arg path "$file" --arg sum "${sum%% *}" '.outputs |= map(
		if .path == $path then .sha256 = $sum else . end)' \
	    "$release/manifest.json" >altered
	mv altered "$release/manifest.json"
}

# of KIND COLUMN... <STREAM: these columns of the lines of a kind, joined by
# '|', without the trailer.
of() {
	kind="$1" want="${*:2}" awk -F '\t' '
		BEGIN { kind = ENVIRON["kind"]; want = ENVIRON["want"] }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
			n = split(want, name, " "); next }
		/^#end\t/ || $at["kind"] != kind { next }
		{ for (i = 1; i <= n; i++)
			printf "%s%s", $at[name[i]], i < n ? "|" : "\n" }'
}
