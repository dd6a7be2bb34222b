#!/usr/bin/env bats
# The stage author's library: what `make install` puts there builds the stage of
# green-stage(7), outside the tree and with nothing else, and that stage has all
# that the harness owes a stage.

load ../lib/helpers

setup_file() {
	export PREFIX=$BATS_FILE_TMPDIR/prefix
	# the version as it was built: nothing is made anew by a test
	make --no-print-directory -C "$ROOT" MODE="$MODE" \
		VERSION="$(cat "$B/version")" PREFIX="$PREFIX" install >/dev/null
	export PKG_CONFIG_PATH=$PREFIX/lib/pkgconfig
	mkdir "$BATS_FILE_TMPDIR/outside"
	cd "$BATS_FILE_TMPDIR/outside" || return
	example 1 >large.c
	example 2 >build.sh
	sh -e build.sh >said 2>&1 || die "$(cat said)"
}

setup() {
	page=$PREFIX/share/man/man7/green-stage.7
	PATH=$BATS_FILE_TMPDIR/outside:$PATH
	cd "$BATS_TEST_TMPDIR" || return
}

# example N: the N-th one of the installed page, as it is to be typed.
example() {
	n="$1" awk 'BEGIN { n = ENVIRON["n"] }
		/^\.Ed$/ { inside = 0 }
		inside && at == n { gsub(/\\e/, "\\"); print }
		/^\.Bd -literal/ { inside = 1; at++ }' \
		"$PREFIX/share/man/man7/green-stage.7"
}

# flags WORD...: what pkg-config says of the library.
flags() {
	pkg-config --static "$@" green
}

# of_units SIZE...: a stream of units, households in the fourth column.
of_units() {
	local line=0 size
	{
		tsv wave src line households community_code
		for size; do
			line=$((line + 1))
			tsv 2021 a.csv $line "$size" "23010200100$line"
		done
	} | stream
}

@test "the page has a stage, how it is built and how it is run" {
	[ "$(grep -c '^\.Bd -literal' "$page")" -eq 3 ]
	grep -qx '#include <green/stage.h>' "$BATS_FILE_TMPDIR/outside/large.c"
	[ "$(grep -c '#include' "$BATS_FILE_TMPDIR/outside/large.c")" -eq 1 ]
}

@test "its stage needs nothing of the tree, and no word of warning" {
	local words
	# shellcheck disable=SC2046  # flags are words
	cc -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Werror -M \
		$(flags --cflags) "$BATS_FILE_TMPDIR/outside/large.c" >depends
	! grep -F "$ROOT/" depends || die 'it reads a header of the tree'
	grep -qF "$PREFIX/include/green/program/run.h" depends
	words=$(flags --cflags --libs)
	[[ $words != *"$ROOT"* ]] || die "$words"
}

@test "each header that is installed compiles by itself" {
	local header
	while read -r header; do
		# shellcheck disable=SC2046  # flags are words
		printf '#include <%s>\nextern int used;\n' "$header" |
			cc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
			-x c $(flags --cflags) - || die "$header"
	done < <(cd "$PREFIX/include" && find . -name '*.h' | sed 's,^\./,,')
}

@test "all of the library can be linked with what green.pc names" {
	cat >all.c <<-'END'
	#include <green/stage.h>
	extern const struct gr_filter gr_ingest, gr_stats, gr_export;
	int main(int argc, char **argv)
	{
		return gr_filter_main(argc > 9 ? &gr_ingest
		        : argc > 8 ? &gr_stats : &gr_export, argc, argv);
	}
	END
	# shellcheck disable=SC2046  # flags are words
	cc -o all all.c $(flags --cflags --libs)
	of_units 5 >in
	expect_status 0 ./all --columns line,households in
	[ "$output" = $'line,households\n1,5' ]
}

@test "green.pc, programs, pages and the list of changes say one version" {
	local version
	version=$(pkg-config --modversion green)
	[ -n "$version" ]
	[[ $(green-large -V) == "green-large (greenline) $version"* ]]
	[ "$(green-large -V | cut -d' ' -f2-)" = \
		"$(green-cat -V | cut -d' ' -f2-)" ]
	grep -qx ".Os greenline $version" "$page"
	grep -qx ".Os greenline $version" "$PREFIX/share/man/man1/green-cat.1"
	[[ $(grep -m1 '^## ' "$ROOT/CHANGELOG.md") == "## $version, "* ]]
	# where there is no git, it is the whole
	[ "$(GIT_DIR=/nowhere make -s -C "$ROOT" \
		--eval='said:; @echo $(VERSION)' said)" = "$version" ]
}

@test "it has the options of its own, and those of every stage" {
	expect_status 0 green-large --help
	[[ $output == *'Usage: green-large [OPTION...] [FILE...]'* ]]
	[[ $output == *'-c, --column=NAME'*'-n, --least=N'* ]]
	[[ $output == *'--findings=FILE'*'--set-aside=FILE'* ]]
	expect_status 2 green-large --least 5 /dev/null
	expect_words '--column=NAME is required'
	expect_status 2 green-large --column households --least many
}

@test "it stands in a pipe as the page shows it, and accounts for every row" {
	of_units 99 '?' 100 7 '>=2' - >normalised.tsv
	ln -s "$BATS_FILE_TMPDIR/outside/green-large" .
	example 3 >run.sh
	bash -e -o pipefail run.sh
	[ "$(rows large.tsv)" = "$(tsv 2021 a.csv 2 '?'; tsv 2021 a.csv 3 100
		tsv 2021 a.csv 5 '>=2'; tsv 2021 a.csv 6 -)" ]
	[[ $(tail -n 1 large.tsv) == $'#end\tgreen-cat\t4\t'* ]]
	[ "$(rows findings.tsv)" = "$(
		tsv 2021 a.csv 1 230102001001 households OWN1 SETASIDE 99 - \
			'a small unit'
		tsv 2021 a.csv 4 230102001004 households OWN1 SETASIDE 7 - \
			'a small unit')" ]
	[ "$(rows small.tsv)" = "$(
		tsv 2021 a.csv 1 99 230102001001 OWN1 'a small unit'
		tsv 2021 a.csv 4 7 230102001004 OWN1 'a small unit')" ]
	[ "$(rows ledger.tsv | cut -f1-9)" = "$(
		tsv green-large rows all 2021 6 4 2 0 0)" ]
}

@test "its output ends with its trailer, and only if its input did" {
	of_units 99 100 >in
	expect_status 0 green-large --column households --least 100 in
	[[ ${output##*$'\n'} == $'#end\tgreen-large\t1\t'* ]]
	printf '%s\n' "$output" | expect_status 0 green-cat
	body in >short
	expect_status 3 green-large --column households --least 100 short
	expect_words 'green-large: short:4: .*ends without its trailer'
	[[ $output != *'#end'* ]]
	expect_status 3 green-large --column buildings --least 100 in
	expect_words 'buildings'
}

@test "what is wrong with an installation is said" {
	expect_status 2 "$ROOT/scripts/install-library" "$B/lib/libgreen.a"
	expect_words 'usage'
	expect_status 2 "$ROOT/scripts/install-pages" here
	expect_words 'usage'
}
