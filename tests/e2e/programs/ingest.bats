# green-ingest: the catalogue's files, paths, limits, side files.
load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	head='统计用区划代码,社区名称,居民户数（户）,备注'
	row='230102001001,A社区,1200,'
	printf '%s\n%s\n' "$head" "$row" >good.csv
}

# named COLUMN... <STREAM: these columns of its rows, joined by |.
named() {
	want="$*" awk -F'\t' '
		BEGIN { want = ENVIRON["want"] }
		/^#end\t/ { next }
		NR == 1 { n = split(want, name, " ")
			for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ for (i = 1; i <= n; i++)
			printf "%s%s", $at[name[i]], i < n ? "|" : "\n" }'
}

# Of a sweep of them a byte at a time.
@test "every entry of the catalogue has its outcome, a byte at a time too" {
	PYTHONPATH=$ROOT/tests/e2e/lib python3 \
	    "$ROOT/tests/e2e/lib/catalogue_files.py" \
	    "$ROOT/tests/e2e/fixtures/catalogue-files.tsv" "$B/bin/green-ingest" "$FAULT"
}

@test "all columns that are not personal, in the dictionary's order" {
	expect_status 0 green-ingest --wave 2021 good.csv
	python3 - "$GREEN_STANDARD/columns.csv" >want <<-'END'
		import csv, sys
		rows = csv.DictReader(open(sys.argv[1], encoding="utf-8"))
		print("\t".join(["wave", "src", "line"] +
		    [r["name"] for r in rows if r["personal"] != "yes"]))
	END
	head -n 1 <<<"$output" >got
	expect_same want got
}

@test "a delivery is called by its path below the root" {
	mkdir -p data/inbox/2021 && cp good.csv data/inbox/2021
	expect_status 0 green-ingest --wave 2021 --root data/inbox \
	    data/inbox/2021/../2021/good.csv
	[ "$(named src <<<"$output")" = 2021/good.csv ]
	(cd data && green-ingest --wave 2021 --root . inbox/2021/good.csv) >got
	[ "$(named src <got)" = inbox/2021/good.csv ]
	expect_status 0 green-ingest --wave 2021 ./good.csv
	[ "$(named src <<<"$output")" = ./good.csv ]
	expect_status 0 green-ingest --wave 2021 --root data - <good.csv
	[ "$(named src <<<"$output")" = - ]
}

@test "what leads out of the root is refused, also with --keep-going" {
	mkdir root root/inside && cp good.csv root/inside && cp good.csv rootless.csv
	ln -s ../good.csv root/link.csv
	ln -s inside/good.csv root/fine.csv
	mkfifo root/fifo
	local path
	for path in good.csv root/../good.csv root/link.csv rootless.csv; do
		expect_status 3 green-ingest --wave 2021 --root root \
		    --keep-going -o out "$path"
		expect_words 'outside the root'
		[ ! -e out ]
	done
	expect_status 0 green-ingest --wave 2021 --root root root/fine.csv
	[ "$(named src <<<"$output")" = inside/good.csv ]
	(cat good.csv >root/fifo) &
	expect_status 3 green-ingest --wave 2021 --root root root/fifo
	expect_words 'not a regular file'
	wait
}

@test "a name with control characters or bad bytes cannot break the stream" {
	local name=$'a\tb\nc\xff.csv'
	cp good.csv "$name"
	expect_status 0 green-ingest --wave 2021 "$name"
	[ "$(named src <<<"$output")" = 'a%09b%0Ac%FF.csv' ]
}

@test "without --keep-going one bad delivery ends the run, with it it is set aside" {
	printf 'PK\003\004junk' >bad.csv
	expect_status 3 green-ingest --wave 2021 -o out good.csv bad.csv good.csv
	expect_words '^green-ingest: bad.csv: .*\[W01\]'
	[ ! -e out ]
	expect_status 0 green-ingest --wave 2021 --keep-going --findings f \
	    --set-aside s --ledger l good.csv bad.csv good.csv
	[ "$(named src community_name <<<"$output")" = \
	    $'good.csv|A社区\ngood.csv|A社区' ]
	[ "$(named src line rule <s)" = 'bad.csv|1|W01' ]
	[ "$(grep -P '\tSTOP\t' f | cut -f 2,6)" = $'bad.csv\tW01' ]
	[ "$(named records_in records_out set_aside skipped <l)" = '5|2|1|2' ]
}

@test "nothing of a delivery goes out if its end is bad and it is to be set aside" {
	{
		cat good.csv
		printf '社区名称,统计用区划代码,备注\n'
	} >bad.csv
	expect_status 0 green-ingest --wave 2021 --keep-going --layout lay \
	    --findings f bad.csv
	[ "$(rows <<<"$output")" = '' ]
	[ "$(wc -l <lay)" -eq 2 ]
	[ "$(rows f | cut -f 2,3,5-7)" = $'bad.csv\t3\t\tL05\tSTOP' ]
}

@test "ruling 36d: a quote that is never closed costs its line, or what no row follows" {
	{
		cat good.csv
		printf '230102001002,"B社区,5,\n230102001003,C社区,6,\n'
	} >line.csv
	expect_status 0 green-ingest --wave 2021 --findings f --set-aside s \
	    --ledger l line.csv
	[ "$(named line community_name <<<"$output")" = $'2|A社区\n4|C社区' ]
	[ "$(named line rule message community_code <s)" = \
	    '3|D14|引号有误，自此行起共 1 行无法拆分，请重报这些行|' ]
	[ "$(named records_in records_out set_aside skipped <l)" = '4|2|1|1' ]
	{
		cat good.csv
		printf '230102001002,"B社区,5,\n一,二,三,四,五,六\n一,二,三,四,五,六\n'
	} >rest.csv
	expect_status 3 green-ingest --wave 2021 rest.csv
	[[ $stderr == *"rest.csv:3: "*"[D14]"* ]] || die "$stderr"
	expect_status 0 green-ingest --wave 2021 --keep-going --findings f \
	    --set-aside s --ledger l rest.csv
	[ "$(named line community_name <<<"$output")" = '2|A社区' ]
	[ "$(grep -P '\tSTOP\t' f | cut -f 2,3,6)" = $'rest.csv\t3\tD14' ]
	[ "$(named records_in records_out set_aside skipped <l)" = '3|1|1|1' ]
}

@test "ruling 36d: 84 rows with one stray quote lose one of them" {
	awk 'BEGIN { print "统计用区划代码,社区名称,居民户数（户）,备注"
		for (i = 1; i <= 84; i++)
			printf "2301020%05d,%s社区%d,%d,\"甲,\n乙\"\n", i + 1000,
				i == 40 ? "\"" : "", i, i }' >84.csv
	expect_status 0 green-ingest --wave 2021 --findings f --ledger l 84.csv
	[ "$(named records_in records_out set_aside skipped <l)" = '85|83|1|1' ]
	[ "$(grep -P '\tD14\t' f | cut -f 3,7)" = $'80\tSETASIDE' ]
}

# rows_of CELLS FROM TO: rows of a delivery, each cut off behind so many cells.
rows_of() {
	seq "$2" "$3" | awk '{ printf "230102001%03d,社区%d,%d,甲\n", $1, $1, $1 }' |
		cut -d , -f "1-$1"
}

@test "ruling 36d: where rows are short by habit, short rows prove a line start" {
	local bad='230102001000,"社区"乙,5'
	{
		echo "$head"
		rows_of 3 1 30
		echo "$bad"
		rows_of 3 31 130
	} >short.csv
	# before the habit is known, too
	{
		echo "$head"
		echo "$bad"
		rows_of 3 1 130
	} >first.csv
	# no habit
	{
		echo "$head"
		rows_of 4 1 130
		echo "$bad"
		rows_of 3 131 230
	} >full.csv
	expect_status 0 green-ingest --wave 2021 --max-record 1000 --keep-going \
	    --findings f short.csv first.csv full.csv
	[ "$(named src <<<"$output" | sort | uniq -c | tr -s ' \n' ' ')" = \
	    ' 130 first.csv 130 full.csv 130 short.csv ' ]
	[ "$(grep -P '\tD14\t' f | cut -f 2,3,7 | tr '\t' ' ')" = \
	    $'short.csv 32 SETASIDE\nfirst.csv 2 SETASIDE\nfull.csv 132 STOP' ]
}

@test "--fail-on set-aside sees a refused delivery" {
	printf '%%PDF' >bad.csv
	expect_status 1 green-ingest --wave 2021 --keep-going \
	    --fail-on set-aside good.csv bad.csv
}

@test "--layout says which heading stands over which column" {
	printf '附件\n统计用区划代码,社区名称,吉祥物,无内涝积水（是/否）,%s\n%s\n' \
	    '辖区面积（公顷）,填报人' '230102001001,A社区,虎,是,350,张三' >x.csv
	expect_status 0 green-ingest --wave 2021 --layout lay x.csv
	rows lay >got
	cat >want <<-END
		x.csv	community_code	1	统计用区划代码		0
		x.csv	community_name	2	社区名称		0
		x.csv	c05_waterlogging	4	无内涝积水（是/否）		1
		x.csv	area_km2	5	辖区面积（公顷）	公顷	0
	END
	expect_same want got
	tail -n 1 lay | grep -q $'^#end\tgreen-ingest\t4\t'
	[ "$(named c05_waterlogging area_km2 <<<"$output")" = '!是|350公顷' ]
}

# A line break in quotes, in a remark, has every cell of its row looked at.
@test "a cell reads alike in a row that is copied and in one that is looked at" {
	local cell column remark i row=0
	printf '%s\n' '统计用区划代码,社区名称,居民户数（户）,辖区面积（亩）,没有内涝积水,填报日期,备注' \
	    >both.csv
	for cell in '' 7 '!7' '\7' '“7”' '！7' '7亩' '"7,5"' '"7""5"' "7	5" ' 7 ' \
	    13812345678 '138 1234 5678' 138-1234-5678 '１３８１２３４５６７８' \
	    电话一三八一二三四五六七八 0451-82345678 电话82345678 2021-03-05 \
	    '2021年3月5日' 230102199001011237 '?????' 锟斤拷 '�' '是' '""' \
	    '哈尔滨市道里区某某街道办事处' 12345678.5 '&nbsp;' '#N/A'; do
		for column in 2 3 4 5 6; do
			row=$((row + 1))
			for remark in plain $'"plain\ntoo"'; do
				printf '2301020%05d' $row
				for i in 2 3 4 5 6; do
					[ $column = $i ] && printf ',%s' "$cell" ||
						printf ,5
				done
				printf ',%s\n' "$remark"
			done
		done
	done >>both.csv
	expect_status 0 green-ingest --wave 2021 --findings found both.csv
	sed -n '2,$p' <<<"$output" | grep -v '^#' | cut -f 4- |
		sed 's/plain too/plain/' >rows
	awk 'NR % 2 == 1' rows >copied
	awk 'NR % 2 == 0' rows >looked
	[ "$(wc -l <copied)" = $row ]
	expect_same looked copied
	awk -F'\t' '$1 == 2021 && $3 > 1 { print ($3 - 2) % 3 != 0, $4, $5, $6, $7, $8, $9 }' \
		found >all
	expect_same <(sed -n 's/^0 //p' all) <(sed -n 's/^1 //p' all)
}

@test "personal data reach no stream and no side file" {
	printf '填报人：王小二　联系电话：13911112222\n%s,填报人,联系电话\n%s\n%s\n%s\n' \
	    "$head" '230102001001,A,1200,找13912345678,王小二,13987654321' \
	    '230102001002,B 13700001111,13811112222,,王小二,1' \
	    '230102001003,C,x"y 13866667777,13855556666,王小二,1' >x.csv
	expect_status 0 green-ingest --wave 2021 --findings f --set-aside s \
	    --layout lay --ledger l x.csv
	printf '%s' "$output" >out
	run grep -l -e 王小二 -e '1[3-9][0-9]\{9\}' out f s lay l
	[ "$output" = '' ]
	[ "$(rows s)" = '' ]
}

@test "columns of one unknown name are named once" {
	printf '%s,其他,其他\n230102001001,A,1,x,y,z\n' "$head" >x.csv
	expect_status 0 green-ingest --wave 2021 --findings f x.csv
	[ "$(rows f | cut -f5,6 | grep -c $'^其他\tL14$')" -eq 1 ]
}

@test "limits are named, with the line" {
	expect_status 3 green-ingest --wave 2021 --max-columns 3 good.csv
	expect_words 'good.csv:1: .*max-columns \(3\)'
	{
		cat good.csv
		printf '230102001002,%0100d,1,\n' 0
	} >x.csv
	expect_status 3 green-ingest --wave 2021 --max-field 90 x.csv
	expect_words 'x.csv:3: .*max-field \(90 bytes\)'
	expect_status 3 green-ingest --wave 2021 --max-record 95 x.csv
	expect_words 'x.csv:3: .*max-record \(95 bytes\)'
	expect_status 0 green-ingest --wave 2021 --max-field 100 \
	    --max-record 117 x.csv
}

@test "the wave is a year of four digits" {
	expect_status 2 green-ingest good.csv
	expect_status 2 green-ingest --wave 21 good.csv
	expect_words 'four digits'
}

@test "a delivery with exactly as many rows as a spreadsheet holds is cut off" {
	{
		printf '%s\n' "$head"
		yes "$row" | head -n 1048575
		printf ',,,\n,,,\n'
	} >x.csv
	expect_status 3 green-ingest --wave 2021 x.csv
	expect_words '1048576 rows.*\[D18\]'
	printf '%s\n' "$row" >>x.csv
	sed -i '/^,,,$/d' x.csv
	expect_status 0 green-ingest --wave 2021 -o out x.csv
	[ "$(wc -l <out)" -eq 1048578 ]
}

@test "a statistician adds an alias, a total's word, a unit above: one line each" {
	cp -R "$GREEN_STANDARD" std
	printf 'subtotal,片区计,\n' >>std/layout.csv
	sed -i 's/^\(households,[^,]*,[^,]*,[^,]*,\)/\1住户数目|/' std/columns.csv
	printf '社区名称,住户数目\nA社区,5\n片区计,5\n' >x.csv
	expect_status 0 green-ingest --wave 2021 --standard std --findings f x.csv
	[ "$(named community_name households <<<"$output")" = 'A社区|5' ]
	grep -q $'\tL06\tSKIP\t' f
}

@test "a wrong line in layout.csv is named" {
	cp -R "$GREEN_STANDARD" std
	printf 'totals,x,\n' >>std/layout.csv
	expect_status 2 green-ingest --wave 2021 --standard std good.csv
	expect_words "layout.csv:$(wc -l <std/layout.csv): key: 'totals'"
}

@test "a standard without layout.csv still reads plain tables" {
	cp -R "$GREEN_STANDARD" std
	rm std/layout.csv
	printf '%s\n%s\n,合计,5,\n' "$head" "$row" >x.csv
	expect_status 0 green-ingest --wave 2021 --standard std x.csv
	[ "$(named community_name <<<"$output")" = $'A社区\n合计' ]
}

@test "a pipe gives the same as the file, gzipped or not" {
	green-ingest --wave 2021 - <good.csv >a
	green-ingest --wave 2021 < <(cat good.csv) >b
	gzip -c good.csv | green-ingest --wave 2021 >c
	expect_same a b
	expect_same a c
}

@test "an unusable TMPDIR is an error for a pipe, not for a file" {
	export TMPDIR=$PWD/none
	expect_status 0 green-ingest --wave 2021 good.csv
	expect_status 4 green-ingest --wave 2021 < <(cat good.csv)
	expect_words 'none: '
}

@test "what is no delivery is called what it is, and how to save it is said" {
	green-ingest -q --wave 2021 good.csv >rows
	expect_status 3 green-ingest --wave 2021 rows
	expect_words 'rows:1: this is a stream .*green-export.* \[D09\]'
	printf '\xef\xbb\xbf\r\n  ,,\r\n' >blank.csv
	expect_status 3 green-ingest --wave 2021 blank.csv
	[ "$stderr" = 'green-ingest: blank.csv: the file is empty [L01]' ]
	printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' >old.xls
	: >empty.csv
	expect_status 0 green-ingest -q --keep-going --wave 2021 --findings f \
		empty.csv old.xls rows
	[ "$(rows f | cut -f2,6,7,10)" = "$(tsv empty.csv L01 STOP 文件是空的
		tsv old.xls W04 STOP '不是 .xlsx 工作簿（旧版 Office 文件，其中没有表格：请另存为 .xlsx 或 CSV）'
		tsv rows D09 STOP '这不是 CSV 文本，而是：本套程序输出的数据流（用 green-export 可转为 CSV）；请将调查表另存为 xlsx 或 UTF-8 编码的 CSV')" ]
	# a table that people supply as well
	LC_ALL=zh_CN.UTF-8 expect_status 2 green-register --as-of 2021-12-31 old.xls
	expect_words 'old.xls:1: .*xls.*\[D09\]；请将表格另存为 UTF-8 编码的 CSV'
	expect_status 2 green-register --as-of 2021-12-31 blank.csv
	[ "$stderr" = 'green-register: blank.csv: the file is empty' ]
}

@test "two options that name one file are a usage error, however it is called" {
	local name
	for name in side ./side "$PWD/../${PWD##*/}/side"; do
		expect_status 2 green-ingest --wave 2021 --findings side \
			--ledger "$name" good.csv
		expect_words 'side: two options name this file'
		[ ! -e side ]
	done
	expect_status 2 green-ingest --wave 2021 -o side --layout side good.csv
	green-ingest -q --wave 2021 -o good.tsv good.csv
	expect_status 2 green-chain clean --findings side good.tsv : \
		dedup --findings side
	# devices are anyone's
	expect_status 0 green-ingest -q --wave 2021 --findings /dev/null \
		--ledger /dev/null good.csv
}

@test "ruling 40: rows skipped for one rule are one finding, with their number" {
	{
		echo "$head"
		printf '%s\n' ,,, "$row" ,,, ,,, "$row" '合计,,5,' '小计,,5,'
		echo "$row"
		for ((i = 0; i < 20000; i++)); do echo ,,,; done
	} >bad.csv
	green-ingest -q --wave 2021 --findings f --ledger l bad.csv >rows
	expect_same <(rows f | grep SKIP | cut -f3,6,9) <(printf '%s\t%s\t%s\n' \
		1 L01 '' 2 L08 '' 4 L08 2 7 L06 '' 8 L06 '' 10 D18 20000)
	[ "$(named records_in records_out skipped <l)" = '20009|3|20006' ]
	green-audit f l rows >/dev/null
}

@test "ruling 40: of very many rows set aside for one reason the rest are one" {
	{
		printf '%s\n' "$head,街道（乡镇）" "$row,"
		yes ,x,,, | head -n 15000
		printf '%s\n' ,,,,甲街道 230102001002,B社区,5,,
		yes a,b,c,d,e,f,g | head -n 15000
	} >nonsense.csv
	expect_status 0 green-ingest -q --wave 2021 --findings f --set-aside s \
		--ledger l nonsense.csv
	printf '%s\n' "$output" >out
	named line community_code street_name <out >got
	printf '%s\n' '2|230102001001|' '15004|230102001002|甲街道' >want
	expect_same want got
	# the first and the last of those told one by one, and the others
	rows f | grep SETASIDE | cut -f3,6,9 |
		awk -F'\t' '$3 || NR % 10000 < 2' | sort -n >got
	printf '%s\t%s\t%s\n' 3 R13 '' 10002 R13 '' 10003 R13 5001 \
		15005 D17 '' 25004 D17 '' 25005 D17 5000 >want
	expect_same want got
	grep -q $'\tR13\tSETASIDE\t.*至第 15003 行的另外 5001 行' f
	[ "$(named records_in records_out set_aside skipped <l)" = \
		'20005|2|20002|1' ]
	[ "$(rows s | wc -l)" -eq 20002 ]
	green-audit f s l out >/dev/null
}

@test "ruling 40: what gives two hundred times its bytes is refused whole" {
	local name
	name=$(printf 'x%.0s' {1..220}).csv
	{
		echo "$head"
		for ((i = 0; i < 3000; i++)); do echo ,x; done
	} >"$name"
	expect_status 3 green-ingest --wave 2021 "$name"
	expect_words 'more than 200 times its size \[D20\]'
	expect_status 0 green-ingest -q --keep-going --wave 2021 \
		--findings f --ledger l good.csv "$name"
	[ "$(named line <<<"$output")" = 2 ]
	[ "$(rows f | grep -c "$name")" -eq 1 ]
	rows f | grep -q 'D20	STOP'
	[ "$(wc -c <f)" -lt 60000 ]
	# what is packed so tightly is held to what was sent, too
	{ echo "$head"; yes "$row" | head -c 1000000; } | gzip -9 >tight.csv.gz
	{ echo "$head"; yes '' | head -n 450000; echo "$row"; } | gzip -9 \
		>blank.csv.gz
	green-ingest -q --keep-going --wave 2021 --findings f --set-aside s \
		tight.csv.gz good.csv blank.csv.gz >rows
	[ "$(rows f | grep -c 'tight.csv.gz.*D20	STOP')" -eq 1 ]
	[ "$(rows rows | cut -f2 | sort -u | paste -sd' ')" = \
		'blank.csv.gz good.csv' ]
	[ "$(cat f s | wc -c)" -lt 60000 ]
	# the same rows with a name of usual length are only odd
	mv "$name" short.csv
	expect_status 0 green-ingest -q --keep-going --wave 2021 short.csv
}
