# What the programs of this folder share: where things are, the stages and
# their command lines, and data of a given size.
# shellcheck shell=bash disable=SC2034

root=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd -P)
bin=${BUILD:-$root/build}/${MODE:-release}/bin
# Data and results; ten times the size that is measured has to fit.
room=${BENCH_DIR:-${BUILD:-$root/build}/bench}
PATH=$bin:$PATH
export GREEN_STANDARD=${GREEN_STANDARD:-$root/pipelines/heilongjiang-2020}
export LC_ALL=C TZ=UTC PYTHONDONTWRITEBYTECODE=1
unset LANG LANGUAGE TMPDIR

wave=2022
as_of=2022-12-31
chain=(ingest clean match dedup normalise score tally stats)

die() {
	echo "${0##*/}: $*" >&2
	exit 1
}

# command_of STAGE: the words of its command line, without input, into $words.
# The register is the folder's own.
command_of() {
	words=("$bin/green-$1")
	case $1 in
	ingest) words+=(--wave "$wave") ;;
	match | stats) words+=(--register register.csv) ;;
	normalise | score) words+=(--as-of "$as_of") ;;
	esac
}

# units SIZE: how many units have a delivery of so many bytes (100M, 1G): one
# is 775 bytes long.  1000u are 1000 units.
units() {
	case $1 in
	*[0-9]u) echo "${1%u}" ;;
	*[0-9]k) echo $((${1%k} * 1000 / 775)) ;;
	*[0-9]M) echo $((${1%M} * 1000000 / 775)) ;;
	*[0-9]G) echo $((${1%G} * 1000000000 / 775)) ;;
	*) return 1 ;;
	esac
}

# make_data FOLDER UNITS [STANDARD]: a register and its deliveries of one wave,
# all.csv and corrections, all_2.csv, in FOLDER, unless they are there; as untidy
# as the tables of STANDARD say.
make_data() {
	local made=$1.new register=$1.units all=$root/sample-data/register.csv
	[ ! -d "$1" ] || return 0
	mkdir -p "${1%/*}"
	rm -rf "$made"
	head -n $(($2 + 1)) "$all" >"$register"
	"$bin/green-synth" --register "$register" --out "$made" \
		--communities "$2" --single-file --wave "$wave" --mess light \
		${3:+--standard "$3"}
	mv "$made/inbox/$wave"/all*.csv "$made"
	rm -r "$made/inbox" "$made/truth" "$register"
	mv "$made" "$1"
}

# split_delivery N: all.csv of the current folder as N deliveries all-1.csv ...,
# as several cities send them: each under the same title and heading, which are
# four lines.  A record may have several lines, in quotes.
split_delivery() {
	local each=$((($(wc -c <all.csv) + $1 - 1) / $1))
	each="$each" mawk '
		BEGIN { each = ENVIRON["each"] + 0 }
		NR <= 4 { head = head $0 "\n"; next }
		!open && bytes >= each * n {
			if (n) close(file)
			file = "all-" ++n ".csv"
			printf "%s", head >file
		}
		{
			print >file
			bytes += length($0) + 1
			open = (open + gsub(/"/, "")) % 2
		}' all.csv
	rm all.csv
}

# make_streams: what each stage of the chain gives, in streams/ of the current
# folder, unless it is newer than the program and what it reads.
make_streams() {
	local stage input out
	local -a words
	input=$(echo all*.csv)
	mkdir -p streams
	for stage in "${chain[@]}"; do
		out=streams/$stage.tsv
		command_of "$stage"
		# shellcheck disable=SC2086  # the deliveries are words
		[ "$out" -nt "${words[0]}" ] && [ "$out" -nt "${input%% *}" ] ||
			{ "${words[@]}" -q $input >"$out.new" && mv "$out.new" "$out"; } ||
			die "green-$stage failed"
		input=$out
	done
}

# input_of STAGE: the files it reads.
input_of() {
	local stage before
	before=$(echo all*.csv)
	[ "$1" != cat ] || set -- clean
	for stage in "${chain[@]}"; do
		[ "$stage" != "$1" ] || break
		before=streams/$stage.tsv
	done
	echo "$before"
}

# instructions COMMAND...: how many it executes in its own object (libgreen is
# part of it) and how many in all.  The kernels are AVX2's, and the environment
# is empty, for its length counts, too.
instructions() {
	local object out=callgrind.out
	object=$(realpath "$1")
	env -i GREEN_STANDARD="$GREEN_STANDARD" GREEN_SIMD=avx2 valgrind -q \
		--tool=callgrind --callgrind-out-file=$out --compress-pos=no \
		--compress-strings=no "$@" >/dev/null || return
	object="$object" awk '
		BEGIN { object = ENVIRON["object"] }
		/^ob=/ { own = substr($0, 4) == object; next }
		/^calls=/ { getline; next } # the callee has counted it
		/^[0-9]/ { all += $2; if (own) mine += $2 }
		END { print mine + 0, all }' $out
	rm $out
}

# make_counted: $room/counted/N of N units, of whose heading 0 is made.
make_counted() {
	local n
	for n in 400 800; do
		make_data "$room/counted/$n" $n
	done
	mkdir -p "$room/counted/0"
	for n in 0 400 800; do
		(cd "$room/counted/$n" || exit
			if [ $n -eq 0 ] && [ ! -e all.csv ]; then
				head -n 2 ../400/register.csv >register.csv
				head -n 4 ../400/all.csv >all.csv
			fi
			make_streams) || die "cannot make $n units"
	done
}

# costs STAGE: of a start without rows, then of 400 units more, instructions of
# our own object, in all, and bytes of input.
costs() {
	local n
	local -a files words
	command_of "$1"
	for n in 0 400 800; do
		(cd "$room/counted/$n" || exit
			read -ra files <<<"$(input_of "$1")"
			instructions "${words[@]}" -q "${files[@]}"
			cat "${files[@]}" | wc -c)
	done | awk '
		NR % 2 { own = $1; all = $2; next }
		NR == 2 { print own, all, $1 }
		NR == 6 { print own - o, all - a, $1 - b }
		{ o = own; a = all; b = $1 }' | xargs
}
