#!/usr/bin/env bats
# green-cat: streams joined file by file, by place, and by ranges of units.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR"
	for file in north south; do
		green-ingest -q --wave 2023 "$TINY/inbox/2023/$file.csv" |
			green-clean -q | green-match -q \
			--register "$TINY/register.csv" -o $file.tsv
	done
	green-cat -q north.tsv south.tsv -o both.tsv
	green-cat both.tsv | green-dedup -q -o want.tsv
}

# part NAME OPTION...: of both, by unit, as dedup gives it
part() {
	green-cat -q "${@:2}" both.tsv | green-dedup -q -o "$1"
}

@test "ranges of codes have every row once, also one without a code" {
	{
		body both.tsv
		sed -n '2s/4110-01//p' both.tsv
	} | stream green-match >rows.tsv
	green-cat --before=4110-02 rows.tsv >1
	green-cat --from=4110-02 --before=4210 rows.tsv >2
	green-cat --from=4210 rows.tsv >3
	for file in 1 2 3; do
		sed '1d;$d' $file | tee -a joined | wc -l
	done >counts
	printf '%d\n' 2 4 7 >want
	expect_same want counts
	sort joined >got
	body rows.tsv | sed 1d | sort >want
	expect_same want got
	# bounds between which nothing is: a header alone
	[ "$(green-cat --from=5 rows.tsv | wc -l)" -eq 2 ]
}

@test "the column of codes is the standard's" {
	unset GREEN_STANDARD
	expect_status 2 green-cat --from=4 both.tsv
	expect_words 'no standard: give --standard DIR'
	green-cat --standard "$TINY/standard" --from=4 both.tsv >got
	expect_same both.tsv got
	export GREEN_STANDARD=$TINY/standard
	green-cat --columns=wave,src,line both.tsv >places
	expect_status 3 green-cat --before=4 places
	expect_words "the input has no column 'school_id'"
}

@test "parts by unit, joined by place, are what one program makes, to the byte" {
	part 1 --before=4110-02
	part 2 --from=4110-02 --before=4110-04
	part 3 --from=4110-04 --before=4210-02
	part 4 --from=4210-02
	for order in '1 2 3 4' '4 2 1 3'; do
		# shellcheck disable=SC2086
		green-cat --by-place=both.tsv $order -o got
		expect_same want.tsv got
		# shellcheck disable=SC2086
		green-chain -j 2 cat --by-place=both.tsv $order : cat \
			--columns=src,line >got
		green-cat --columns=src,line want.tsv >places
		expect_same places got
	done
	# one alone, and one that is not as the others
	green-cat --by-place=both.tsv want.tsv >got
	expect_same want.tsv got
	green-cat -q both.tsv --columns=wave,src,line -o places
	{
		tsv wave src line
		tsv 2023 "$(sed -n 2p both.tsv | cut -f2)" 1
	} | stream green-test >other
	green-cat --by-place=places other places >got
	[ "$(sed -n 2p got | cut -f3)" = 1 ]
	[[ $(tail -n 1 got) = '#end'$'\t'green-cat$'\t'* ]]
	green-cat --by-place=places other | tail -n 1 >got
	grep -q green-test got
}

@test "sources stand as the list has them, lines by number, ties by file" {
	rows() {
		local row
		{
			tsv src line note
			for row; do
				# shellcheck disable=SC2086
				tsv $row
			done
		} | stream
	}
	rows 'b#2 9 -' 'b#2 10 -' 'b#2 10 -' 'a 1 -' >list
	rows 'b#2 9 one' 'b#2 10 one' 'b#2 10 two' >1
	rows 'b#2 10 three' 'a 1 four' 'a 20 five' >2
	rows >3
	rows 'a 3 six' >4
	rows 'b#2 9 one' 'b#2 10 one' 'b#2 10 two' 'b#2 10 three' 'a 1 four' \
		'a 3 six' 'a 20 five' >want
	green-cat --by-place=list 1 2 3 4 >got
	expect_same want got
	rows 'a 2 x' 'a 1 y' >5
	expect_status 3 green-cat --by-place=list 1 5
	expect_words '5:3: the row belongs before the one that it follows'
	rows 'c 1 x' >6
	expect_status 3 green-cat --by-place=list 6 1
	expect_words "6:2: src: 'c' is not in the list of --by-place"
	rows 'a x x' >7
	expect_status 3 green-cat --by-place=list 7
	expect_words "'x' is not the number of a line"
	# a part that was cut off, and a list that is none
	head -n 2 2 >8
	expect_status 3 green-cat --by-place=list 1 8 -o out
	[ ! -e out ]
	green-cat --columns=note list >9
	expect_status 3 green-cat --by-place=9 1
	expect_words "9:1: the list has no column 'src'"
}

@test "a delivery's span: the lowest and the highest code of each source" {
	{
		body both.tsv
	} | stream green-clean >rows.tsv
	green-match -q --register "$TINY/register.csv" --span=span rows.tsv >/dev/null
	{
		tsv src lowest highest
		for file in north south; do
			tsv "$(sed -n 2p $file.tsv | cut -f2)" \
				"$(sed '1d;$d' $file.tsv | cut -f4 | sort | head -n 1)" \
				"$(sed '1d;$d' $file.tsv | cut -f4 | sort | tail -n 1)"
		done
	} | stream green-match >want
	expect_same want span
	# whoever does it with whatever
	for jobs in 1 4; do
		green-chain -j $jobs cat rows.tsv : match -q \
			--register "$TINY/register.csv" --span=got -o /dev/null
		expect_same want got
	done
	# nothing goes on: nothing is spanned
	sed -n 1p rows.tsv | stream green-clean |
		green-match -q --register "$TINY/register.csv" --span=got >/dev/null
	[ "$(wc -l <got)" -eq 2 ]
}
