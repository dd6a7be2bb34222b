#!/usr/bin/env bats
# A city's own scope: its figures, and the common ones beside them, are those
# of an independent computation; the document is named wherever they are asked.

load ../lib/helpers
load ../lib/release
load ../lib/opened

# Two cities of few communities; the standard with what they have settled: a
# criterion off, hard again in a county, but for one atom in another; an atom
# soft, for years and for days; thresholds of their own.
setup_file() {
	D=$BATS_FILE_TMPDIR
	cp -R "$GREEN_STANDARD" "$D/standard"
	cat >"$D/standard/scopes.csv" <<-'END'
	item,scope,valid_from,valid_to,state,source,note
	C05,230400,2021-01-01,,off,鹤建发〔2021〕3号,
	C05,230402,2022-01-01,,hard,向阳区住建局〔2022〕1号,
	C05.11,230403,,,hard,工农区住建局〔2021〕2号,垃圾分类照旧
	C11,230404,,2021-12-31,soft,南山区住建局〔2020〕9号,
	C10.4,232700,2020-12-01,2021,off,大兴安岭地区住建局〔2020〕5号,
	C08.3,232700,2021,,soft,大兴安岭地区住建局〔2021〕7号,
	C06,232761,2022-06-01,,soft,加格达奇区住建局〔2022〕4号,
	END
	cat >>"$D/standard/parameters.csv" <<-'END'
	care_new_m2,230400,2021-01-01,,30,鹤岗市规定
	care_old_m2,230400,2021-01-01,2021-12-31,20,鹤岗市规定
	joint_meetings,232721,,,1,呼玛县规定
	END
	awk -F, 'NR == 1 || (($3 == 230400 || $3 == 232700) && n[$5]++ < 8)' \
		"$ROOT/sample-data/register.csv" >"$D/register.csv"
	green-synth --register "$D/register.csv" --seed 3 --mess light \
		--out "$D/made"
	GREEN_STANDARD=$D/standard
	night "$D/made" 2022-11-15
}

setup() {
	D=$BATS_FILE_TMPDIR
	export GREEN_STANDARD=$D/standard
	R=$D/made/releases/current
	cd "$BATS_TEST_TMPDIR" || return
}

recompute() {
	python3 "$ROOT/tests/recompute/recompute.py" --data "$D/made" \
		--as-of 2022-11-15 --scopes "$GREEN_STANDARD" "$@"
}

# figure NAME LEVEL WAVE: of the city or county table.
figure() {
	python3 - "$R/$2.csv" "$1" "$3" "$4" <<-'END'
	import csv, sys
	for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
	    if (r["wave"], r["code"]) == (sys.argv[3], sys.argv[4]):
	        print(r[sys.argv[2]])
	END
}

@test "every figure follows from the truth and what was settled" {
	recompute --published "$R/"
	# the scopes matter: without them the same computation differs
	expect_status 1 recompute --published "$R/" --scopes ''
	[[ $output == *"cities.csv: ('2021', 'city', '230400') attained:"* ]]
	[[ $output != *"('2020', 'city', '230400') attained:"* ]]
	[[ $output != *' attained_common:'* ]]
	[ "$(figure basis_changed cities 2021 230400)" = 1 ]
	[ "$(figure basis_changed counties 2022 232722)" = 1 ]
	[ "$(figure basis_changed counties 2022 232721)" = 1 ]
	[ "$(figure own_basis counties 2020 230402)" = 0 ]
	[ "$(figure rank cities 2021 230000)" = '' ]
}

@test "and under a standard that passes by points" {
	cp -R "$D/standard" .
	GREEN_STANDARD=$PWD/standard
	sed -i 's/^pass_rule,all/pass_rule,points/
		s/^points_pass,60/points_pass,80/' standard/standard.csv
	sed -i '/^C04\|^C12/s/no$/yes/' standard/criteria.csv
	cp -R "$D/made" own
	rm -rf own/releases own/.cache
	night own 2022-11-15
	recompute --published own/releases/current/ --points 80 \
		--mandatory C04,C12
	# one of the mandatory may not be settled away
	echo C12,232761,,,off,加格达奇区住建局〔2022〕5号, >>standard/scopes.csv
	expect_status 2 "$ROOT/pipelines/nightly" -q --data own \
		--as-of 2022-11-15
	expect_words 'scopes.csv:9: item: .*C12.*232761'
	[ -e own/releases/current ]
}

@test "figures open to their communities" {
	all_open "$R" >opened || die "$(cat opened)"
	for figure in own_basis attained_common attained_common_high; do
		grep -qx $figure opened || die "nothing of $figure"
	done
}

@test "a community and a place say which document took a criterion out" {
	code=$(awk -F, '$1 == 2021 && $5 == 230403 { print $2; exit }' \
		"$R/communities.csv")
	green-explain -q --format tsv -w 2021 "$R" "$code" >unit
	[ "$(of scope column value part note rule <unit)" = \
	    'C05|off|230400|鹤建发〔2021〕3号|scopes.csv:2
C05.11|hard|230403|工农区住建局〔2021〕2号|scopes.csv:4
$care_new_m2|30|230400|鹤岗市规定|parameters.csv:20
$care_old_m2|20|230400|鹤岗市规定|parameters.csv:21' ]
	of atom atom verdict note <unit | grep -F 'C05.1|' >got
	[ "$(cat got)" = \
	    'C05.1|N|c05_road_level == 1; off: 鹤建发〔2021〕3号 (scopes.csv:2)' ]
	of atom atom note <unit |
		grep -F 'C05.11|' | grep -qF '; hard: 工农区住建局〔2021〕2号'
	of card column value <unit | grep -qx 'basis|C05.1:off;.*;care_old_m2=20'
	code=$(awk -F, '$1 == 2021 && $5 == 230405 { print $2; exit }' \
		"$R/communities.csv")
	green-explain -q --format tsv -w 2021 "$R" "$code" >unit
	of criterion criterion verdict note <unit | grep -F 'C05|' >got
	[ "$(cat got)" = 'C05|N|off: 鹤建发〔2021〕3号 (scopes.csv:2)' ]
	green-explain -q --format tsv -w 2022 "$R" 230402 |
		of scope column value part >got
	[ "$(cat got)" = $'C05|off|230400\nC05|hard|230402\n$care_new_m2|30|230400' ]
	[ "$(green-explain -q --format tsv -w 2022 "$R" 230000 |
		of scope part | wc -l)" -eq 7 ]
	[ "$(green-explain -q --format tsv -w 2020 "$R" 232700 |
		of scope column part)" = $'C10.4|232700\n$joint_meetings|232721' ]
}

@test "the scenario common stands beside the base, as the tables have them" {
	green-sensitivity -q --register "$D/made/register.csv" --draws 0 \
		--as-of 2022-11-15 "$R/records.tsv" |
		awk -F '\t' '$2 == "city" && $4 ~ /^(base|common)$/ {
			print $1, $3, $4, $5, $10 }' | sort >got
	python3 - "$R/cities.csv" <<-'END' | sort >want
	import csv, sys
	for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
	    if r["level"] == "city":
	        for name, end in (("base", ""), ("common", "_common")):
	            print(r["wave"], r["code"], name, r["attained" + end],
	                  r["rank" + end])
	END
	expect_same got want
}

@test "no fix is asked of what a place has taken out, nor of what is soft" {
	green-score -q --as-of 2022-11-15 "$R/records.tsv" |
		green-shortlist -q --register "$D/made/register.csv" |
		awk -F '\t' '$2 == "county" { print $1, $3, $7 }' | sort -u >fixes
	grep -q '^2020 2304.* C05$' fixes
	grep -q '^202[12] 23040[23] C05$' fixes
	grep -q '^202[12] 23040[4-7] C09$' fixes
	[ -z "$(grep -E '^202[12] 2304(0[4-7]|2.) C05$' fixes)" ]
	[ -z "$(grep -E '^202[01] 230404 C11$' fixes)" ]
	[ -z "$(grep -E '^2022 232761 C06$' fixes)" ]
}

@test "the province's target goes by the common rules, a city's by its own" {
	value() {
		id="$1" code="$2" awk -F, 'BEGIN { id = ENVIRON["id"]; code = ENVIRON["code"] }
		$1 == id && $3 == code { print $7 }' "$R/milestones.csv"
	}
	[ "$(value O18 230000)" = \
	    "$(figure attained_common cities 2022 230000)" ]
	[ "$(value O19 230400)" = "$(figure attained cities 2022 230400)" ]
	[ "$(value O18 230000)" -ne "$(figure attained cities 2022 230000)" ]
}

@test "the year's summary says it, and says nothing where nobody settled" {
	cp -R "$D/standard" .
	GREEN_STANDARD=$PWD/standard
	green-annual -q "$R" >zh
	green-annual -q --lang en "$R" >en
	n=$(figure own_basis cities 2022 230000)
	a=$(figure attained_common cities 2022 230000)
	grep -qF "其中${n}个社区所在的市县自定了创建标准、范围和内容" zh
	grep -qF "按全省统一标准核算，达标${a}个" zh
	grep -qF '涉及市（地）2个。' zh
	grep -qF '口径变化：与上年相比，有市县自定的创建标准' zh
	grep -qF "by the common rules $a attain" en
	sed -i 's/\(own_basis\|basis_changed\) [>=]* *[01]/\1 > 9999/' \
		"$GREEN_STANDARD/annual.csv"
	green-annual -q "$R" >silent
	! grep -qE '自定|统一标准核算' silent
}

@test "ruling 21: the shipped standard has settled nothing, and judges nobody twice" {
	shipped=$ROOT/pipelines/heilongjiang-2020
	[ ! -e "$shipped/scopes.csv" ]
	[ -z "$(cut -d, -f2 "$shipped/parameters.csv" | sed 1d | tr -d '\n')" ]
	GREEN_STANDARD=$shipped green-score --as-of 2022-11-15 -q \
		"$R/records.tsv" >scored
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		/^#end/ { next }
		$at["status"] != $at["status_common"] || $at["basis"] != "" {
			exit 1 }' scored
}
