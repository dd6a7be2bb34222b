#!/usr/bin/env bats
# Words on stderr follow --lang, else the locale's name, installed or not; no
# byte of data does.

load ../lib/helpers

ZH=zh_CN.UTF-8

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR"
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
	printf '\320\317\021\340 not a table' >book.csv
	gzip -c <north.csv | head -c 100 >cut.csv
	printf 'a,"b\n' >quote.csv
	LC_ALL=C chain c
	LC_ALL=$ZH chain zh
	[ "$(find c -type f | wc -l)" -gt 20 ]
	diff -r c zh || die "the data differ"
	[ "$(wc -l <c.stderr)" -eq "$(wc -l <zh.stderr)" ]
	grep -q 'an xls workbook or another old Office file' c.stderr
	grep -qE 'green-ingest: .*: 这不是 CSV 文本，而是：xls 工作簿或其他旧版 Office 文件 \[D09\]' \
		zh.stderr
	grep -q '^green-clean: 2023: 收到 [0-9]*，转出 [0-9]*，' zh.stderr
	# refusals are kept as they would be in English
	grep -q 'this is an xls workbook' zh/ingest.findings
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

@test "no locale has to be installed, and the language is enough" {
	mkdir locales
	for locale in zh_CN.UTF-8 zh_CN zh zh_SG.UTF-8 zh_CN.GB18030@x; do
		LOCPATH=$PWD/locales LC_ALL=$locale expect_status 3 \
			green-cat /nonexistent
		[ "$stderr" = 'green-cat: /nonexistent: 无法打开：没有那个文件或目录' ] ||
			die "$locale: $stderr"
	done
	for locale in zhx.UTF-8 zhx_CN en_US.UTF-8 C POSIX C.UTF-8 /etc/passwd; do
		LC_ALL=$locale expect_status 3 green-cat /nonexistent
		expect_words 'cannot be opened: No such file or directory'
	done
	unset LC_ALL
	LC_ALL='' LANG=$ZH expect_status 3 green-cat /nonexistent
	expect_words '无法打开'
	LC_ALL=C LANG=$ZH expect_status 3 green-cat /nonexistent
	expect_words 'cannot be opened'
}

@test "LANGUAGE goes before a locale, but not before C" {
	LANGUAGE=xx:zh_CN:en LC_ALL=en_US.UTF-8 expect_status 3 \
		green-cat /nonexistent
	expect_words '无法打开'
	LANGUAGE=en:zh_CN LC_ALL=$ZH expect_status 3 green-cat /nonexistent
	expect_words 'cannot be opened'
	LANGUAGE=xx LC_ALL=$ZH expect_status 3 green-cat /nonexistent
	expect_words '无法打开'
	LANGUAGE=zh_CN LC_ALL=POSIX expect_status 3 green-cat /nonexistent
	expect_words 'cannot be opened'
}

@test "--lang goes before the environment, wherever it stands" {
	LC_ALL=C expect_status 3 green-cat --lang=zh /nonexistent
	expect_words '无法打开'
	LC_ALL=$ZH expect_status 3 green-cat /nonexistent --lang en
	expect_words 'cannot be opened'
	LC_ALL=C expect_status 0 green-clean --help --lang=zh
	[[ $output = '用法： '* ]]
	LC_ALL=C expect_status 2 green-clean --nope --lang=zh
	expect_words '没有“--nope”这个选项'
	LC_ALL=C expect_status 2 green-clean --nope -- --lang=zh
	expect_words "unrecognized option '--nope'"
}

@test "what getopt says is said in Chinese, around whatever was written" {
	said() {
		LC_ALL=$ZH expect_status 2 green-clean "$1"
		[ "${stderr%%$'\n'*}" = "$2" ] || die "$stderr"
		expect_words '详情请用“green-clean --help”'
	}
	said --nope 'green-clean：没有“--nope”这个选项'
	said "--it's" "green-clean：没有“--it's”这个选项"
	said '--%s' 'green-clean：没有“--%s”这个选项'
	said --output 'green-clean：选项“--output”需要参数'
	said -o 'green-clean：选项“o”需要参数'
	said --quiet=1 'green-clean：选项“--quiet”不接受参数'
	said -Z 'green-clean：没有“Z”这个选项'
	said --l "green-clean：选项“--l”有歧义；可能是： '--ledger' '--lang'"
}

@test "no words of the current directory are ever read" {
	mkdir -p share/greenline/words bin data
	printf '%s\thostile\n' 'no such folder' 'cannot be opened: %s' \
		>share/greenline/words/zh_CN.tsv
	cp "$B/bin/green-cat" bin
	(cd bin && LC_ALL=$ZH expect_status 3 ./green-cat /nonexistent &&
		expect_words '无法打开')
	(cd data && LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/nightly" \
		--data /nowhere && expect_words '没有这个目录')
}

@test "the night's page is in the reader's language, its files are not" {
	for locale in C "$ZH"; do
		mkdir "data.$locale"
		cp -R "$TINY/register.csv" "$TINY/inbox" "data.$locale"
		LC_ALL=$locale expect_status 0 "$ROOT/pipelines/nightly" \
			--data "data.$locale" --as-of 2024-12-31
		[[ $output =~ ^nightly:\ (published|已发布)\ releases/ ]]
	done
	[[ $output = *已发布* ]]
	diff -r data.C/releases "data.$ZH/releases"
	expect_same data.C/heartbeat "data.$ZH/heartbeat"
	cp -R "$GREEN_STANDARD" standard
	sed -i '2s/$/,x/' standard/atoms.csv
	LC_ALL=$ZH expect_status 2 "$ROOT/pipelines/nightly" \
		--data "data.$ZH" --as-of 2024-12-31 --standard standard
	expect_words '^nightly: .*standard: 无法读取'
	expect_words 'nightly: 各程序的说明：'
	expect_words 'atoms.csv:2: .*这一行有 [0-9]+ 个单元格'
	expect_words 'nightly: 当前仍然发布： 2024-12-31-'
	grep -qx '2024-12-31 failed: .*standard: cannot be read' \
		"data.$ZH/heartbeat"
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
