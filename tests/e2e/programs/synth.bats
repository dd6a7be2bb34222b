#!/usr/bin/env bats
# green-synth: the same options give the same bytes, what is drawn for a unit
# depends on nobody else, and tables that cannot be are refused.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	awk -F, 'NR == 1 || $3 == 230400 || $3 == 232700' \
	    "$ROOT/sample-data/register.csv" >register.csv
}

synth() {
	green-synth --register register.csv "$@"
}

# own_standard FILE SED: a copy of the standard, FILE changed.
own_standard() {
	rm -rf standard
	cp -R "$GREEN_STANDARD" standard
	sed -i "$2" "standard/$1"
}

@test "no locale, time zone or directory changes a byte" {
	synth --seed 3 --mess heavy --wave 2021 --out one
	mkdir elsewhere
	(cd elsewhere && LC_ALL=tr_TR.utf8 TZ=Asia/Shanghai green-synth \
	    --register ../register.csv --seed 3 --mess heavy --wave 2021 \
	    --out ../two)
	diff -r one two
	synth --seed 4 --mess heavy --wave 2021 --out three
	expect_status 1 cmp -s one/truth/2021.csv three/truth/2021.csv
}

@test "a unit's answers depend on no other unit, wave or mess" {
	synth --mess none --out all
	synth --mess none --wave 2022 --out last
	diff all/inbox/2022 last/inbox/2022
	diff all/truth/2022.csv last/truth/2022.csv
	sed -i '2,40d' register.csv
	synth --mess none --wave 2022 --out fewer
	diff all/inbox/2022/232700.csv fewer/inbox/2022/232700.csv
}

@test "without mess nothing is wrong, and the truth is all that is written" {
	synth --mess none --out made
	[ "$(wc -l <made/truth/defects.csv)" -eq 1 ]
	for wave in 2020 2021 2022; do
		[ "$(cat made/inbox/$wave/* | grep -c '^23')" -eq \
		    $(($(wc -l <made/truth/$wave.csv) - 1)) ]
	done
}

@test "every unit of a wave stands, or is named as absent" {
	synth --mess heavy --wave 2022 --out made
	{
		python3 -c 'import csv, sys
for r in csv.DictReader(open("made/truth/2022.csv", encoding="utf-8")):
    print(r["community_code"])'
		sed 1d made/truth/not-responded.csv | cut -d, -f2
	} | sort >got
	sed 1d register.csv | cut -d, -f1 | sort >want
	expect_same got want
}

@test "units are invented up to the number that was asked for" {
	synth --communities 5000 --single-file --wave 2022 --mess none \
		--out made
	[ "$(sed 1d made/register.csv | cut -d, -f1 | sort -u | wc -l)" \
	    -eq 5000 ]
	[ "$(ls made/inbox/2022)" = all.csv ]
	expect_status 0 green-ingest --wave 2022 -o rows made/inbox/2022/all.csv
	[ "$(rows rows | wc -l)" -eq \
	    $(($(wc -l <made/truth/2022.csv) - 1)) ]
}

@test "two runs are never mixed in one folder" {
	synth --mess none --wave 2022 --out made
	expect_status 2 green-synth --register register.csv --out made
	expect_words 'made/inbox: it is there already'
}

@test "a wave that the standard does not have is refused" {
	expect_status 2 green-synth --register register.csv --wave 1999 \
		--out made
	expect_words 'no such wave'
	[ ! -e made ]
}

@test "tables that cannot be are refused with their place" {
	own_standard synth.csv 's/^households,/house_holds,/'
	expect_status 2 green-synth --register register.csv \
		--standard standard --out made
	expect_words 'synth.csv:[0-9]+: column: .*house_holds'
	own_standard mess.csv '0,/,FIX,/s//,MEND,/'
	expect_status 2 green-synth --register register.csv \
		--standard standard --out made
	expect_words 'mess.csv:[0-9]+: outcome: .*MEND'
	own_standard mess.csv '/^D09,spoilt,/s/,zip,/,fax,/'
	expect_status 2 green-synth --register register.csv --mess heavy \
		--standard standard --out made
	expect_words 'mess.csv:[0-9]+: form: .*fax.* no way to spoil'
	rm -r made
	own_standard mess.csv '/^X16,row,/s/participating == 0/participates == 0/'
	expect_status 2 green-synth --register register.csv \
		--standard standard --out made
	expect_words 'mess.csv:[0-9]+: given: .*participates'
	own_standard mess.csv '/^N29,cell,/s/,>=1,,/,>=1,population > 1,/'
	expect_status 2 green-synth --register register.csv \
		--standard standard --out made
	expect_words 'mess.csv:[0-9]+: given: only what happens to a record'
}

@test "answers that break a check of the standard end the run" {
	own_standard synth.csv 's/^c12_pm_residents,,,share,population,.*/c12_pm_residents,,,number,,population + 1,population + 9,,,,,,,,/'
	expect_status 2 green-synth --register register.csv \
		--standard standard --out made
	expect_words 'break X01'
	[ ! -e made/filings.csv ]
}

@test "a full disk or a folder that cannot be made is an error" {
	: >made
	expect_status 4 green-synth --register register.csv --out made
	expect_words 'made'
}

@test "more units than a county has codes for are refused" {
	expect_status 2 green-synth --register register.csv --wave 2022 \
		--communities 9999999 --out made
	expect_words 'no codes are left in county'
}
