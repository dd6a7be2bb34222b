#!/usr/bin/env bats
# pipelines/national: the tables of a nation, of its provinces' releases, are those
# of one night of all deliveries.

load ../lib/helpers
load ../lib/nation

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	mkdir of
	nation standard
	province of/four 4
	province of/five 5 eval 'printf "%s\n" \
		item,scope,valid_from,valid_to,state,source,note \
		"K2,5100,2023-01-01,,off,Canton 5/1," >standard/scopes.csv'
	province of/six 6 eval \
		'echo "noise_max,6210,2024-01-01,,55,quay" >>standard/parameters.csv'
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	export GREEN_STANDARD=$PWD/standard out=$BATS_TEST_TMPDIR/out
}

national() {
	"$ROOT/pipelines/national" --as-of 2024-12-31 --out "$out" "$@"
}

@test "the tables are those of one night of all deliveries, to the byte" {
	local all=$BATS_TEST_TMPDIR/all n wave file
	mkdir -p "$all/inbox"/{2023,2024}
	for n in four five six; do
		for file in of/$n/inbox/*/*; do
			wave=${file%/*}
			cp "$file" "$all/inbox/${wave##*/}/$n-${file##*/}"
		done
		sed "$([ -s "$all/register.csv" ] && echo 1d)" of/$n/register.csv \
			>>"$all/register.csv"
	done
	expect_status 0 national of/six of/four of/five
	expect_words 'missing: Land 7'
	expect_words 'Land 5: rules of its own places: scopes.csv 1, parameters.csv 0'
	expect_words 'Land 6: rules of its own places: scopes.csv 0, parameters.csv 1'
	[ "$(cut -d, -f2 "$out/current/cities.csv" | grep -c nation)" -eq 2 ]
	# a county of odd code stands beside the cities
	grep -q '^2024,city,6210,Harbour,6,' "$out/current/cities.csv"
	cp -R standard "$all/standard"
	cp "$out"/current/{scopes,parameters}.csv "$all/standard"
	"$ROOT/pipelines/nightly" -q --data "$all" --as-of 2024-12-31 \
		--quiet-period 0 --standard "$all/standard"
	for file in cities counties criteria; do
		expect_same "$all/releases/current/$file.csv" \
			"$out/current/$file.csv"
	done
	(cd "$out/current" && sha256sum --quiet -c SHA256SUMS)
	# in whatever order, and again: nothing has changed
	n=$(readlink "$out/current")
	expect_status 0 national of/four of/five of/six
	[ "$(readlink "$out/current"):$(find "$out" -mindepth 1 -maxdepth 1 |
		wc -l)" = "$n:2" ]
}

@test "what is refused is named, and nothing is published" {
	cp -R of/five "$BATS_TEST_TMPDIR"
	rm "$BATS_TEST_TMPDIR/five/releases/current/cities.csv"
	expect_status 3 national of/four "$BATS_TEST_TMPDIR/five"
	expect_words 'five: cities.csv: is missing'
	expect_words '1/2: of the provinces are refused: nothing is published'
	[ -z "$(ls -A "$out")" ]
	expect_status 2 national --areas nothing of/four
	expect_words 'nothing: no such table'
	LC_ALL=zh_CN.UTF-8 expect_status 0 national -q --lang zh of/four
	[ -z "$stderr" ]
	expect_status 2 national --lang fr of/four
}

@test "the areas that are shipped fit the standard that is shipped" {
	cp -R "$ROOT/pipelines/heilongjiang-2020" "$BATS_TEST_TMPDIR/china"
	cp "$ROOT/pipelines/china/areas.csv" "$BATS_TEST_TMPDIR/china"
	export GREEN_STANDARD=$BATS_TEST_TMPDIR/china
	green-standard --check
	[ "$(grep -c ,province, "$BATS_TEST_TMPDIR/china/areas.csv")" -eq 31 ]
	{
		head -n 1 "$ROOT/sample-data/register.csv"
		while read -r county city; do
			echo "${county}001001,社,${city}00,市,$county,县,${county}001,街"
		done <<-'END'
		110101 1101
		230102 2301
		419001 4190
		429004 4290
		469025 4690
		500101 5001
		500229 5002
		659001 6590
		659012 6590
		END
	} >"$BATS_TEST_TMPDIR/register.csv"
	printf 'wave\tcounty_code\tmeasure\tbin\tcount\n' | stream green-tally |
		green-stats --wave 2022 --register "$BATS_TEST_TMPDIR/register.csv" |
		awk -F '\t' '$1 == 2022 && $2 != "county" && $5 > 0 { print $2, $3, $4, $5 }' \
		>"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	city 110000 北京市 1
	province 110000 北京市 1
	city 230100 市 1
	province 230000 黑龙江省 1
	city 419001 县 1
	province 410000 河南省 1
	city 429004 县 1
	province 420000 湖北省 1
	city 469025 县 1
	province 460000 海南省 1
	city 500000 重庆市 2
	province 500000 重庆市 2
	city 659001 县 1
	city 659012 县 1
	province 650000 新疆维吾尔自治区 2
	nation 000000 全国 9
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}
