#!/usr/bin/env bats
# Words on stderr follow the locale; no byte of data does.

load ../lib/helpers

ZH=zh_CN.UTF-8

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR"
	need_chinese
}

# side NAME: the options for three side files
side() {
	echo "--findings=$1.findings --set-aside=$1.aside --ledger=$1.ledger"
}

# chain DIR: deliveries, some of which are refused, through every program, in
# the locale that is set; all that is written below DIR, words in DIR.stderr.
chain() {
	mkdir "$1"
	(
		cd "$1"
		# shellcheck disable=SC2046  # options
		{
			green-ingest -v --keep-going --wave 2023 \
				--root=.. $(side ingest) ../*.csv |
				green-clean -v $(side clean) |
				green-match -v --register="$TINY/register.csv" \
					$(side match) |
				green-dedup -v $(side dedup) |
				green-normalise -v $(side normalise) \
					--as-of=2023-12-31 |
				green-score -v $(side score) \
					--as-of=2023-12-31 >scored
			green-tally -v scored | tee tally |
				green-stats -v --register="$TINY/register.csv" \
					>stats
			green-track --as-of=2023-12-31 stats >track
			green-query --lang=zh --raw=scored --rows=scored \
				--out=queries *.findings || true
			green-cat scored tally || true
			green-clean --fail-on=odd || true
			green-export --format=text stats
		} >stdout
	) 2>"$1.stderr"
}

@test "the same chain in Chinese: the same bytes, other words" {
	cp "$TINY"/inbox/2023/*.csv .
	printf 'PK\003\004 not a table' >book.csv
	gzip -c <north.csv | head -c 100 >cut.csv
	printf 'a,"b\n' >quote.csv
	LC_ALL=C chain c
	LC_ALL=$ZH chain zh
	[ "$(find c -type f | wc -l)" -gt 20 ]
	diff -r c zh || die "the data differ"
	[ "$(wc -l <c.stderr)" -eq "$(wc -l <zh.stderr)" ]
	grep -q 'a zip archive or an xlsx workbook' c.stderr
	grep -qE 'green-ingest: .*: 这是zip 压缩包或 xlsx 工作簿，不是 CSV 文本 \[D09\]' \
		zh.stderr
	grep -q '^green-clean: 2023: 收到 [0-9]*，转出 [0-9]*，' zh.stderr
	# refusals are kept as they would be in English
	grep -q 'this is a zip archive' zh/ingest.findings
}

@test "every language that is asked for in other ways is understood" {
	unset LC_ALL
	LANG=$ZH expect_status 2 green-clean --nope
	expect_words '详情请用'
	LC_MESSAGES=$ZH expect_status 3 green-cat /nonexistent
	[ "$stderr" = 'green-cat: /nonexistent: 无法打开：没有那个文件或目录' ] ||
		die "$stderr"
	LC_CTYPE=$ZH expect_status 3 green-cat /nonexistent
	expect_words 'cannot be opened: No such file'
	expect_status 3 env LC_ALL=xx_YY.UTF-8 green-cat /nonexistent
	expect_words 'cannot be opened: No such file'
	LANGUAGE=zh_CN expect_status 3 env LC_ALL=C.UTF-8 green-cat /nonexistent
	expect_words 'cannot be opened: No such file'
	# no half sentence in a language that only the library speaks
	LC_ALL=de_DE.UTF-8 expect_status 3 green-cat /nonexistent
	expect_words 'cannot be opened: No such file'
}

@test "help and errors of options are in the reader's language" {
	for program in "$B"/bin/green-*; do
		LC_ALL=$ZH expect_status 0 "$program" --help
		[[ $output = '用法： '*'显示这份帮助'* ]] || die "$program: $output"
		# not a line of help that is left in English
		[ -z "$(grep -E '^ .*  +[A-Z][a-z]+ [a-z]+ ' <<<"$output")" ] ||
			die "$program:" "$output"
	done
	LC_ALL=$ZH expect_status 2 green-score --as-of tomorrow
	expect_words '“tomorrow”不是 2021-11-15 这样的日期'
	LC_ALL=$ZH expect_status 2 green-stats
	expect_words '必须给出 --register=FILE'
}

@test "errors of tables keep their place, and say it in Chinese" {
	cp -R "$GREEN_STANDARD" standard
	sed -i '2s/$/,,,x/' standard/atoms.csv
	LC_ALL=$ZH expect_status 2 green-score --standard standard </dev/null
	expect_words '^green-score: standard/atoms.csv:2: .*这一行有 [0-9]+ 个单元格，表头有'
	cp "$GREEN_STANDARD/atoms.csv" standard
	sed -i '2s/"[^"]*"$/x ==/; 2s/,[^,]*$/,x ==/' standard/atoms.csv
	LC_ALL=$ZH expect_status 2 green-score --standard standard </dev/null
	expect_words '在第 [0-9]+ 个字符处：'
}

@test "no catalogue of the current directory is ever read" {
	mkdir -p share/locale/zh_CN/LC_MESSAGES bin/zh_CN/LC_MESSAGES
	printf 'msgid "cannot be opened: %%s"\nmsgstr "hostile"\n' >hostile.po
	command -v msgfmt >/dev/null || skip "no msgfmt"
	msgfmt -o share/locale/zh_CN/LC_MESSAGES/greenline.mo hostile.po
	cp share/locale/zh_CN/LC_MESSAGES/greenline.mo bin/zh_CN/LC_MESSAGES
	cp "$B/bin/green-cat" bin # it has no catalogue beside it
	rm -r share
	(cd bin && LC_ALL=$ZH expect_status 3 ./green-cat /nonexistent &&
		[[ $stderr != *hostile* ]])
}

@test "the night's page is in the reader's language, its files are not" {
	command -v gettext >/dev/null || skip "no gettext(1)"
	for locale in C "$ZH"; do
		mkdir "data.$locale"
		cp -R "$TINY/register.csv" "$TINY/inbox" "data.$locale"
		LC_ALL=$locale expect_status 0 "$ROOT/pipelines/nightly" \
			--data "data.$locale" --as-of 2024-12-31
		[[ $output = 'nightly: published releases/'* ]]
	done
	diff -r data.C/releases "data.$ZH/releases"
	expect_same data.C/heartbeat "data.$ZH/heartbeat"
	cp -R "$GREEN_STANDARD" standard
	sed -i '2s/$/,x/' standard/atoms.csv
	LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/nightly" \
		--data "data.$ZH" --as-of 2024-12-31 --standard standard
	expect_words '^nightly: 处理链失败'
	expect_words 'nightly: 各程序的说明：'
	expect_words 'atoms.csv:2: .*这一行有 [0-9]+ 个单元格'
	expect_words 'nightly: 当前仍然发布： 2024-12-31-'
	grep -qx '2024-12-31 failed: the chain failed' "data.$ZH/heartbeat"
	LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/nightly" --data /nowhere
	expect_words '^nightly: /nowhere: 没有这个目录'
	LC_ALL=de_DE.UTF-8 expect_status 2 "$ROOT/pipelines/nightly" \
		--data /nowhere
	expect_words '^nightly: /nowhere: no such folder'
}

@test "the year's script hands the reader's language on" {
	mkdir data
	cp "$TINY/register.csv" data
	mkdir -p data/inbox/2023
	cp "$TINY"/inbox/2023/*.csv data/inbox/2023
	LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/edit-effects" --data data \
		--wave 2019
	[ "$stderr" = 'edit-effects: data, 2019: 没有这一调查年度' ]
	sed -i '1s/.*/nonsense/' data/register.csv
	LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/annual" --data data \
		--year 2023
	expect_words 'nightly: .*register.csv: 不能使用'
	LC_ALL=$ZH expect_status 3 "$ROOT/pipelines/annual" --data data \
		--year 2024
	[ "$stderr" = 'annual: data/inbox/2024: 没有该年度的报送文件' ]
	LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/annual" --data data \
		--year 2019
	[ "$stderr" = 'annual: 2019: 不是该标准的调查年度' ]
}
