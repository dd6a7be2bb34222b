# An invented nation (`load nation`): provinces that are each the second standard
# under codes of their own, and the standard of all of them.
# shellcheck shell=bash

# province DIR N [COMMAND...]: the data folder of province N000, with its tables
# in DIR/standard, to which COMMAND is done first, in DIR; and its release
province() {
	local dir=$1 n=$2 file
	mkdir -p "$dir"
	cp -R "$TINY/register.csv" "$TINY/inbox" "$TINY/standard" "$dir"
	for file in "$dir/register.csv" "$dir"/inbox/*/* \
		"$dir/standard/places.csv"; do
		sed -E -i "s/(^|[,;])4([12][0-9]{2})/\1$n\2/g" "$file"
	done
	sed -i "s/^region,4000/region,${n}000/; s/Veldmark/Land $n/" \
		"$dir/standard/standard.csv"
	[ $# -le 2 ] || (cd "$dir" && "${@:3}")
	"$ROOT/pipelines/nightly" -q --data "$dir" --as-of 2024-12-31 \
		--quiet-period 0 --standard "$dir/standard"
}

# nation DIR: its standard, in DIR: three provinces, in one of which is a county
# of odd code, and one that has nothing to hand over
nation() {
	cp -R "$TINY/standard" "$1"
	cat >"$1/areas.csv" <<-'END'
	prefix,level,code,title_en
	,nation,0000,All lands
	4,province,4000,Veldmark
	5,province,5000,Land 5
	6,province,6000,Land 6
	7,province,7000,Land 7
	62,city,county,
	END
}
