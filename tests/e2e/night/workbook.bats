#!/usr/bin/env bats
# A night of a workbook: the figures are those of its CSV, and what was asked of a
# cell is answered, by a workbook as well.

load ../lib/helpers
load ../lib/old_workbook

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR" || return
	for data in csv xlsx; do
		mkdir -p "$data/inbox/2023"
		cp "$TINY/register.csv" "$data"
	done
	cp "$TINY/inbox/2023/north.csv" csv/inbox/2023
}

night() {
	"$ROOT/pipelines/nightly" -q --lang en --data "$1" --as-of 2023-12-31 \
		--quiet-period 0
}

@test "figures, places and answers of a workbook" {
	local id cell code
	sed -i '3s/,300,/,lots,/' csv/inbox/2023/north.csv # of pupils
	/usr/bin/python3 "$ROOT/tests/e2e/lib/twin_workbook.py" \
		csv/inbox/2023/north.csv xlsx/inbox/2023/north.xlsx 'Base #1'
	night csv
	night xlsx
	for table in cities counties criteria; do
		expect_same {csv,xlsx}/releases/current/$table.csv
	done
	grep -qF 'inbox/2023/north.xlsx#Base %231,' \
		xlsx/releases/current/communities.csv ||
		die "$(head -n 3 xlsx/releases/current/communities.csv)"

	id=$(grep -ohE 'q2023-inbox/2023/north.xlsx#Base %231-3-[^,"]*' \
		xlsx/releases/current/queries/*.csv | head -n 1)
	[ -n "$id" ] || die "$(cat xlsx/releases/current/queries/*.csv)"
	# the cell is named where people look for it; a CSV has lines
	grep -q ",Pupils,[A-Z]*3,「lots」," xlsx/releases/current/queries/*.csv ||
		die "$(cat xlsx/releases/current/queries/*.csv)"
	grep -qF ',Pupils,line 3,「lots」,' csv/releases/current/queries/*.csv
	cell=$(grep -ohE '[A-Z]+3,「lots」' xlsx/releases/current/queries/*.csv)
	grep -q ",ASK,lots,.*,${cell%,*}\$" xlsx/releases/current/findings.csv ||
		die "$(grep -F lots xlsx/releases/current/findings.csv)"
	grep -q ',ASK,lots,.*,$' csv/releases/current/findings.csv
	code=$(sed -n '3s/,.*//p' csv/inbox/2023/north.csv)
	green-explain --lang en xlsx "$code" >card
	grep -qF "north.xlsx#Base %231:${cell%,*} " card || die "$(cat card)"
	mkdir xlsx/answers
	# a workbook of answers, on a sheet behind another
	printf 'query,answer\n"%s",300\n' "$id" >answers.csv
	/usr/bin/python3 "$ROOT/tests/e2e/lib/twin_workbook.py" answers.csv \
		xlsx/answers/north.xlsx Answers Notes
	night xlsx
	! grep -ohF "$id" xlsx/releases/current/queries/*.csv ||
		die "it is asked again"
	grep -qF ',lots,300,answered in: answers/north.xlsx:2' \
		xlsx/releases/current/findings.csv ||
		die "$(grep -F ,A0 xlsx/releases/current/findings.csv)"
}

@test "a sheet of queries that was filled in as a workbook is read" {
	local sheet=csv/releases/current/queries/4100.xlsx
	sed -i '3s/,300,/,lots,/' csv/inbox/2023/north.csv
	night csv
	mkdir csv/answers
	/usr/bin/python3 "$ROOT/tests/e2e/lib/marked_workbooks.py" correct \
		$sheet csv/answers/back.xlsx I3=300
	night csv
	grep -qF ',lots,300,answered in: answers/back.xlsx:3' \
		csv/releases/current/findings.csv
	[ ! -e $sheet ]
}

# unzip_all FOLDER: all that is in the workbooks there
unzip_all() {
	python3 - "$1" <<-'END'
		import glob, sys, zipfile
		for path in glob.glob(sys.argv[1] + "/*.xlsx"):
		    z = zipfile.ZipFile(path)
		    sys.stdout.buffer.write(b"".join(z.read(n) for n in z.namelist()))
	END
}

# asked FOLDER: the queries of its release, without their hashes
asked() {
	grep -ohE '^q2023-[^,]*' "$1"/releases/current/queries/*.csv |
		sed 's/-[0-9a-f]*$//' | sort
}

@test "what is asked is marked in the delivery, and a corrected one answers just that" {
	local correct=("$ROOT/tests/e2e/lib/marked_workbooks.py" correct) at
	sed -i '3s/,300,/,lots,/; 4s/,150,/,plenty,/' csv/inbox/2023/north.csv
	/usr/bin/python3 "$ROOT/tests/e2e/lib/twin_workbook.py" \
		csv/inbox/2023/north.csv xlsx/inbox/2023/north.xlsx Base
	for data in csv xlsx; do
		night $data
		[ "$(cd $data/outbox && find . -type f | sort | tr '\n' ' ')" = \
			"./.made ./4100/north.xlsx " ] ||
			die "$(ls -R $data/outbox)"
		! grep -rqs outbox $data/releases/current/manifest.json ||
			die "it is in the release"
		# the same once more: nothing has changed
		cp -a $data/outbox before
		night $data
		diff -r $data/outbox before
		# nor in what is asked, when the outbox is lost
		rm -r $data/outbox
		published=$(readlink $data/releases/current)
		expect_status 0 "$ROOT/pipelines/nightly" --lang en \
			--data $data --as-of 2023-12-31 --quiet-period 0
		[[ $output = *'outbox: is gone: made again'* ]] || die "$output"
		diff -r $data/outbox before
		[ "$(readlink $data/releases/current)" = "$published" ]
		rm -r before
		# a release of an earlier day asks nobody
		"$ROOT/pipelines/nightly" -q --lang en --data $data --keep-current \
			--as-of 2023-12-30 --quiet-period 0
		[ -e $data/outbox/4100/north.xlsx ]
	done
	# one of the two is corrected, as a person would
	at=$(grep -ohE '[A-Z]+3,「lots」' xlsx/releases/current/queries/4100.csv)
	asked xlsx >before
	/usr/bin/python3 "${correct[@]}" xlsx/outbox/4100/north.xlsx \
		xlsx/inbox/2023/north.xlsx "${at%,*}=300"
	night xlsx
	asked xlsx >after
	diff before after >gone || true
	[ "$(grep '^[<>]' gone)" = '< q2023-inbox/2023/north.xlsx#Base-3-pupils' ] ||
		die "$(cat gone)"
	[ -e xlsx/outbox/4100/north.xlsx ]
	# and so in what was a CSV, which is then a workbook
	/usr/bin/python3 "${correct[@]}" csv/outbox/4100/north.xlsx \
		csv/inbox/2023/north.xlsx "${at%,*}=300"
	rm csv/inbox/2023/north.csv
	night csv
	[ "$(asked csv | sed 's/#[^-]*//')" = "$(sed 's/#[^-]*//' after)" ]
	for table in cities counties criteria; do
		expect_same {csv,xlsx}/releases/current/$table.csv
	done
	# nothing is asked any more
	/usr/bin/python3 "${correct[@]}" xlsx/outbox/4100/north.xlsx \
		xlsx/inbox/2023/north.xlsx "${at%3,*}4=150"
	night xlsx
	[ "$(find xlsx/outbox -type f | tr '\n' ' ')" = 'xlsx/outbox/.made ' ] ||
		die "$(cat xlsx/releases/current/queries/*.csv)"
}

@test "what cannot be marked is said even with -q, and nothing else is lost" {
	local table said id
	sed -i '3s/,300,/,lots,/; 4s/,150,/,plenty,/' csv/inbox/2023/north.csv
	sed 's/,300,/,many,/' "$TINY/inbox/2023/south.csv" \
		>csv/inbox/2023/south.csv
	for name in north south; do
		/usr/bin/python3 "$ROOT/tests/e2e/lib/twin_workbook.py" \
			csv/inbox/2023/$name.csv xlsx/inbox/2023/$name.xlsx Base
	done
	/usr/bin/python3 "$ROOT/tests/e2e/lib/marked_workbooks.py" utf16 \
		xlsx/inbox/2023/north.xlsx
	night csv
	expect_status 0 night xlsx
	said='nightly: inbox/2023/north\.xlsx: not marked in the outbox: .*UTF-8'
	expect_words "$said"
	[ "$(wc -l <<<"$stderr")" -eq 1 ] || die "$stderr"
	# the other one is marked, and both are read, counted and asked about
	[ "$(cd xlsx/outbox && find . -name '*.xlsx')" = ./4200/south.xlsx ] ||
		die "$(ls -R xlsx/outbox)"
	for table in cities counties criteria; do
		expect_same {csv,xlsx}/releases/current/$table.csv
	done
	asked csv | sed 's/\.csv//' >wanted
	asked xlsx | sed 's/\.xlsx#Base//' >is
	expect_same wanted is
	[ "$(grep -c north is)" -ge 2 ]
	# it is answered by the sheet of queries, and said again while it is asked
	mkdir xlsx/answers
	id=$(grep -ohE 'q2023-inbox/2023/north.xlsx#Base-3-[^,"]*' \
		xlsx/releases/current/queries/*.csv)
	printf 'query,answer\n"%s",300\n' "$id" >xlsx/answers/north.csv
	expect_status 0 night xlsx
	expect_words "$said"
	asked xlsx | sed 's/\.xlsx#Base//' >is
	[ "$(comm -23 wanted is)" = "q2023-inbox/2023/north-3-pupils" ]
}

@test "an old workbook is asked for until a converter is there, and then read and marked" {
	local table
	sed -i '3s/,300,/,lots,/' csv/inbox/2023/north.csv
	/usr/bin/python3 "$ROOT/tests/e2e/lib/twin_workbook.py" \
		csv/inbox/2023/north.csv north.xlsx Base
	old_workbook Workbook >xlsx/inbox/2023/north.xls
	# one that says no version is none
	mkdir stub
	printf '#!/bin/sh\n' >stub/ssconvert
	chmod +x stub/ssconvert
	export PATH=$PWD/stub:$PATH
	night csv
	night xlsx
	grep -q ',W11,STOP,.*save it as .xlsx or as CSV' \
		xlsx/releases/current/findings.csv
	grep -q 'save it as .xlsx or as CSV' xlsx/releases/current/queries/*.csv ||
		die "$(cat xlsx/releases/current/queries/*.csv)"
	convert_by "cat \"$PWD/north.xlsx\""
	night xlsx
	for table in cities counties criteria; do
		expect_same {csv,xlsx}/releases/current/$table.csv
	done
	grep -q ',W12,NOTE,.*ssconvert 1.12.9' xlsx/releases/current/findings.csv
	grep -qF 'inbox/2023/north.xls#Base,' xlsx/releases/current/communities.csv
	[ "$(jq -r '.programs[] | select(.name == "ssconvert").version' \
		xlsx/releases/current/manifest.json)" = 1.12.9 ]
	[ "$(cd xlsx/outbox && find . -name '*.xlsx')" = ./4100/north.xlsx ]
	# read once
	night xlsx
	grep -q unchanged xlsx/heartbeat || die "$(cat xlsx/heartbeat)"
}

@test "nothing of properties, comments, hidden or personal columns leaves the delivery" {
	local secret
	export GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
	mkdir -p data/inbox/2021
	cp "$ROOT/sample-data/register.csv" data
	/usr/bin/python3 - "$ROOT/tests/e2e/lib" <<-'END'
		import sys
		sys.path.insert(0, sys.argv[1])
		from book_parts import HEADINGS, record
		import openpyxl
		from openpyxl.comments import Comment
		book = openpyxl.Workbook()
		book.properties.creator, book.properties.lastModifiedBy = "张丰收", "李常青"
		book.properties.title = book.properties.keywords = "13800001111"
		sheet = book.active
		sheet.append(HEADINGS + ["填报人", "联系电话", "经办备注"])
		sheet.append(record() + ["王得胜", "13800002222", "赵有田"])
		sheet.append(record("230102006009", community_name="安红社区", households="约3多") + ["王得胜", "13800002222", "赵有田"])
		sheet["G3"].comment = Comment("问钱多多 13800003333", "孙满仓")
		for column in "JKL":
		    sheet.column_dimensions[column].hidden = True
		book.create_sheet("通讯录").append(["周到", "13800004444"])
		book.save("data/inbox/2021/230100.xlsx")
	END
	"$ROOT/pipelines/nightly" -q --data data --as-of 2021-12-31 --quiet-period 0
	[ -e data/outbox/230100/230100.xlsx ] || die "$(ls -R data/outbox)"
	[ "$(grep -c 230102006008 data/releases/current/communities.csv)" -eq 1 ]
	for secret in 张丰收 李常青 王得胜 赵有田 钱多多 孙满仓 周到 138000; do
		! grep -rlF "$secret" data --exclude-dir=inbox --exclude=230100.xlsx ||
			die "$secret left the delivery"
		! unzip_all data/releases/current/queries | grep -qF "$secret" ||
			die "$secret is asked about"
	done
	# the marked one is the delivery, for its sender alone
	[ "$(stat -c %a data/outbox data/outbox/230100{,/*} | tr '\n' ' ')" = '700 700 600 ' ]
}
