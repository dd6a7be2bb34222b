#!/usr/bin/env bats
# green-provinces: what is counted together is what was published, as of one day,
# by one standard.

load ../lib/helpers
load ../lib/nation

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	nation standard
	province four 4
	province five 5 eval 'printf "%s\n" \
		item,scope,valid_from,valid_to,state,source,note \
		"K2,5100,2023-01-01,,off,Canton 5/1," >standard/scopes.csv
		echo "noise_max,5210,2024-01-01,,55,quay" >>standard/parameters.csv
		echo "words,of,the,province" >standard/memo.csv; rm standard/memo.csv'
}

setup() {
	cp -R "$BATS_FILE_TMPDIR"/{standard,four,five} "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	export GREEN_STANDARD=$PWD/standard
}

# refused WORDS [OPTION...]: five is, and says so, and nobody else is
refused() {
	expect_status 1 green-provinces --as-of 2024-12-31 "${@:2}" four five
	[ "$(cut -f1,4 <<<"$output" | grep refused)" = $'5000\trefused' ] ||
		die "$output"
	[[ $output = *"$1"* ]] || die "$output"
}

@test "who is counted, who is missing, and who has rules of its own" {
	expect_status 0 green-provinces --as-of 2024-12-31 --local . five four
	cut -f1,2,4,6,8- <<<"$output" | sed '/^#end/d' >got
	{
		tsv code name state as_of scopes parameters why
		tsv 4000 Veldmark counted 2024-12-31 0 0 -
		tsv 5000 'Land 5' counted 2024-12-31 1 1 -
		tsv 6000 'Land 6' missing - - - -
		tsv 7000 'Land 7' missing - - - -
	} >want
	expect_same want got
	[ "$(tail -n 1 parameters.csv)" = 'noise_max,5210,2024-01-01,,55,quay' ]
	[ "$(tail -n 1 scopes.csv)" = 'K2,5100,2023-01-01,,off,Canton 5/1,' ]
	[ "$(grep -c ^noise_max, parameters.csv)" -eq 2 ]
	cp scopes.csv parameters.csv standard
	green-standard --check
}

@test "what is not as it was published is refused" {
	echo >>five/releases/current/tallies.tsv
	refused 'tallies.tsv: is not what was published'
	rm five/releases/current/counties.csv
	refused 'counties.csv: is missing'
	sed -i 's/2024-12-31/2024-12-30/' five/releases/current/manifest.json
	refused 'is not that of the release of this name'
	rm five/releases/current/manifest.json
	refused manifest.json
	rm -r five/releases
	refused 'cannot be'
}

@test "another day, and another register, are refused" {
	expect_status 1 green-provinces --as-of 2024-12-30 four five
	[ "$(grep -c 'it is as of 2024-12-31, not of 2024-12-30' <<<"$output")" \
		-eq 2 ]
	echo 5110-09,New School,5100,Northmark,5110,Upper Vale,511001,St Ann \
		>>five/register.csv
	refused 'register.csv: is not the one that this release was made with'
}

@test "another standard is refused, and the table named" {
	cp -R standard kept
	sed -i '2s/,1,/,2,/; 3s/eval/std/' standard/atoms.csv
	expect_status 1 green-provinces --as-of 2024-12-31 four five
	[ "$(grep -c "atoms.csv: is not that of the nation's standard" \
		<<<"$output")" -eq 2 ]
	cp kept/atoms.csv standard
	sed -i 's/^noise_max,,,,60/noise_max,,,,61/' standard/parameters.csv
	expect_status 1 green-provinces --as-of 2024-12-31 four five
	[ "$(grep -c "parameters.csv: is not that" <<<"$output")" -eq 2 ]
	cp kept/parameters.csv standard
	sed -i 's/^points_pass,70/points_pass,60/' standard/standard.csv
	expect_status 1 green-provinces --as-of 2024-12-31 four five
	[ "$(grep -c "standard.csv: is not that" <<<"$output")" -eq 2 ]
	cp kept/standard.csv standard
	rm standard/derived.csv
	expect_status 1 green-provinces --as-of 2024-12-31 four five
	[ "$(grep -c "derived.csv: is not that" <<<"$output")" -eq 2 ]
	# what a person has edited behind the release is not what it was judged by
	cp kept/derived.csv standard
	sed -i 's/,55,/,50,/' five/standard/parameters.csv
	refused 'parameters.csv: is not the one that this release was made with'
}

@test "another province's places, a province twice, and none, are refused" {
	sed -i 's/^5,province,5000/52,province,5000/' standard/areas.csv
	refused "register.csv: the county '5120' is not of this province"
	refused "scopes.csv: 2: '5100' is no place of this province"
	cp "$BATS_FILE_TMPDIR/standard/areas.csv" standard
	cp -R four again
	expect_status 1 green-provinces --as-of 2024-12-31 --local none four \
		five again
	[ "$(grep -c 'is of the same province' <<<"$output")" -eq 2 ]
	[ ! -e none ]
	sed -i /^5,/d standard/areas.csv
	expect_status 1 green-provinces --as-of 2024-12-31 four five
	[[ $output = *"areas.csv has no province of the code '5000'"* ]]
	rm standard/areas.csv
	expect_status 2 green-provinces --as-of 2024-12-31 four five
	expect_words 'this standard has no areas.csv, so no provinces'
}

@test "a release is asked for its signature, if there is a key" {
	ssh-keygen -q -t ed25519 -N '' -f key
	ssh-keygen -q -Y sign -f key -n greenline four/releases/current/manifest.json
	refused 'is not signed by the key' --key key.pub
}
