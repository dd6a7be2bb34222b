#!/usr/bin/env bats
# scripts/install-jobs: what it writes is what cron and systemd can run, and
# what it did not write stays as it is.

load ../lib/helpers

INSTALL=$ROOT/scripts/install-jobs

# A data folder whose name has all that means something to somebody.
setup() {
	unset GREEN_STANDARD
	D="$BATS_TEST_TMPDIR/100% of \$HOME's \"da\\%ta\"\\ 绿 @USER@ %h"
	TO=$BATS_TEST_TMPDIR/to
	mkdir "$TO"
	tiny_data "$D"
}

# The programs of this build as `make install` would put them.
make_prefix() {
	P=$BATS_TEST_TMPDIR/prefix
	mkdir -p "$P/share/greenline"
	ln -s "$B/bin" "$P/bin"
	cp -R "$ROOT/pipelines" "$P/share/greenline/pipelines"
}

# An annual that says what it was asked.
make_annual() {
	printf '#!/bin/sh\nprintf "%%s\\n" "$@"\n' \
		>"$P/share/greenline/pipelines/annual"
}

install_jobs() {
	"$INSTALL" --data "$D" --standard "$TINY/standard" --prefix "$P" "$@"
}

# run_job KIND FILE [N]: the job as cron and systemd start it: no environment
# to speak of, another directory.
run_job() {
	local words
	mapfile -d '' words < <(python3 "$ROOT/tests/e2e/lib/job_words.py" "$@")
	(cd / && env -i HOME=/ LOGNAME=nobody SHELL=/bin/sh PATH=/usr/bin:/bin \
		ASAN_OPTIONS="${ASAN_OPTIONS:-}" LSAN_OPTIONS="${LSAN_OPTIONS:-}" \
		UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" "${words[@]}")
}

# A crontab(1) that keeps its table in $TABLE.
make_crontab() {
	mkdir "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/crontab" <<-'SCRIPT'
		#!/bin/sh
		[ "$1" != -u ] || shift 2
		if [ "$1" != -l ]; then
			cat -- "$1" >"$TABLE"
		elif [ -e "$TABLE" ]; then
			cat "$TABLE"
		else
			echo "no crontab for $(id -un)" >&2
			exit 1
		fi
	SCRIPT
	chmod +x "$BATS_TEST_TMPDIR/bin/crontab"
	export TABLE=$BATS_TEST_TMPDIR/table
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

@test "cron: the line runs the night, and says nothing when all is well" {
	make_prefix
	install_jobs --cron --to "$TO"
	# whatever else is called so, its own programs come first
	grep -qF "PATH=$P/bin:" "$TO/crontab"
	expect_status 0 run_job cron "$TO/crontab" 0
	[ -z "$output$stderr" ] || die "$output" "$stderr"
	[ -s "$D/releases/current/cities.csv" ]
	expect_status 0 run_job cron "$TO/crontab" 0
	[ -z "$output$stderr" ] || die "$output" "$stderr"
}

@test "cron: a night that fails is one page of mail" {
	make_prefix
	install_jobs --cron --to "$TO"
	sed -i '1s/.*/nonsense/' "$D/register.csv"
	expect_status 2 run_job cron "$TO/crontab" 0
	[ -z "$output" ]
	expect_words 'register.csv: not usable'
	expect_words 'nothing is published yet'
}

# expect_page STATUS WORDS: the night's line ends so, and says so
expect_page() {
	expect_status "$1" run_job cron "$TO/crontab" 0
	[ -z "$output" ]
	expect_words "^(.*"$'\n'")?nightly: .*$2"
}

@test "cron: each kind of failure has its status and its page" {
	make_prefix
	cp -R "$TINY/standard" "$BATS_TEST_TMPDIR/standard"
	install_jobs --standard "$BATS_TEST_TMPDIR/standard" --cron --to "$TO"
	sed -i '2s/$/,x/' "$BATS_TEST_TMPDIR/standard/atoms.csv"
	expect_page 2 'atoms.csv:2: .*the row has'
	cp "$TINY/standard/atoms.csv" "$BATS_TEST_TMPDIR/standard"
	mv "$D/inbox" "$D/in"
	expect_page 2 'there is no inbox'
	mkdir "$D/inbox"
	expect_page 3 'no delivery of any wave'
	rmdir "$D/inbox"
	mv "$D/in" "$D/inbox"
	exec 9>"$D/.lock"
	flock 9
	expect_page 75 'another night is at work'
	exec 9>&-
	expect_status 0 run_job cron "$TO/crontab" 0
	[ -z "$output$stderr" ] || die "$output" "$stderr"
}

@test "cron: with --lang zh the mail is Chinese" {
	make_prefix
	cp -R "$B/share/greenline/words" "$P/share/greenline/words"
	install_jobs --lang zh --cron --to "$TO"
	sed -i '1s/.*/nonsense/' "$D/register.csv"
	expect_status 2 run_job cron "$TO/crontab" 0
	expect_words 'register.csv: 不能使用'
	expect_words 'green-register: register.csv:1: community_code: 缺少这一列'
}

# The summary of the invented standard is as of 30 June.
@test "cron: the year's line asks for the year whose day was the last" {
	make_prefix
	make_annual
	install_jobs --cron --lang en --to "$TO"
	grep -q '^30 5 1 7 \* nice' "$TO/crontab"
	year=$(date +%Y)
	[ "$(date +%m%d)" -ge 0630 ] || year=$((year - 1))
	expect_status 0 run_job cron "$TO/crontab" 1
	[ "$output" = "--year
$year
--data
$D
--standard
$TINY/standard
--lang
en
--quiet" ] || die "$output"
}

@test "cron: the year's line writes the summary, without a word" {
	make_prefix
	install_jobs --cron --to "$TO"
	# as on the day after it
	sed -i 's/(date -d [^+]*+/(date -d 2023-07-01 +/' "$TO/crontab"
	expect_status 0 run_job cron "$TO/crontab" 1
	[ -z "$output$stderr" ] || die "$output" "$stderr"
	[ -s "$D/annual/annual-2023.html" ]
}

@test "a standard without a day for it has no summary" {
	make_prefix
	cp -R "$TINY/standard" "$BATS_TEST_TMPDIR/standard"
	table=$BATS_TEST_TMPDIR/standard/standard.csv
	sed -i '/^annual_day,/d' "$table"
	install_jobs --standard "$BATS_TEST_TMPDIR/standard" --cron --to "$TO"
	[ "$(grep -vc '^#' "$TO/crontab")" -eq 1 ]
	rm "$TO/crontab"
	install_jobs --standard "$BATS_TEST_TMPDIR/standard" --systemd \
		--to "$TO"
	[ "$(find "$TO" -type f | wc -l)" -eq 2 ]
	echo 'annual_day,13-45,' >>"$table"
	expect_status 2 install_jobs --standard "$BATS_TEST_TMPDIR/standard" \
		--cron --to "$TO"
	expect_words 'annual_day 13-45: there is no such day'
}

@test "systemd: the unit runs the night, and the year's the summary" {
	make_prefix
	make_annual
	install_jobs --systemd --to "$TO"
	expect_status 0 run_job unit "$TO/greenline-nightly.service"
	[[ $output = 'nightly: published releases/'* ]]
	[ -z "$stderr" ]
	expect_status 0 run_job unit "$TO/greenline-nightly.service"
	[[ $output = 'nightly: nothing has changed since'* ]]
	expect_status 0 run_job unit "$TO/greenline-annual.service"
	[ "$(sed -n '4p' <<<"$output")" = "$D" ]
}

@test "systemd: a failure is mailed to whom --mail names" {
	make_prefix
	install_jobs --systemd --to "$TO" --mail a.b+c@example.org
	for job in nightly annual; do
		grep -qx 'OnFailure=greenline-mail@%n.service' \
			"$TO/greenline-$job.service"
	done
	mkdir "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\necho "journal of $*"\n' \
		>"$BATS_TEST_TMPDIR/bin/journalctl"
	printf '#!/bin/sh\necho "$*" && cat\n' \
		>"$BATS_TEST_TMPDIR/bin/sendmail"
	chmod +x "$BATS_TEST_TMPDIR"/bin/*
	mapfile -d '' words < <(sed 's/ %i$/ "greenline-nightly.service"/' \
		"$TO/greenline-mail@.service" |
		python3 "$ROOT/tests/e2e/lib/job_words.py" unit /dev/stdin)
	output=$(PATH=$BATS_TEST_TMPDIR/bin:$PATH "${words[@]}")
	[ "$output" = '-t
To: a.b+c@example.org
Subject: greenline-nightly.service failed

journal of --unit greenline-nightly.service --lines 60 --output cat' ] ||
		die "$output"
	[ "$(find "$TO" -type f | wc -l)" -eq 5 ]
	install_jobs --systemd --to "$TO" --remove
	[ "$(find "$TO" -type f | wc -l)" -eq 0 ]
	expect_status 2 install_jobs --systemd --to "$TO" --mail '-f x'
	expect_status 2 install_jobs --cron --to "$TO" --mail a@b
	expect_words 'MAILTO'
}

@test "systemd: another night at work is no failure" {
	make_prefix
	install_jobs --systemd --to "$TO"
	grep -qx 'SuccessExitStatus=75' "$TO/greenline-nightly.service"
	: >"$D/.lock"
	exec 9>"$D/.lock"
	flock 9
	expect_status 75 run_job unit "$TO/greenline-nightly.service"
	exec 9>&-
}

@test "systemd: the units are accepted, and held tightly" {
	make_prefix
	install_jobs --systemd --to "$TO" --mail root
	expect_status 0 systemd-analyze verify --man=no "$TO"/*.service \
		"$TO"/*.timer
	[ -z "$stderr" ] || die "$stderr"
	for unit in nightly annual; do
		expect_status 0 systemd-analyze security --offline=yes \
			--threshold=20 "$TO/greenline-$unit.service"
	done
}

# calls_of SET: the system calls of a set of systemd's, one a line
calls_of() {
	local call
	for call in $(systemd-analyze syscall-filter "$1" |
	    sed -n 's/^    \([@a-z0-9_-]*\)$/\1/p'); do
		case $call in
		@*) calls_of "$call" ;;
		*) echo "$call" ;;
		esac
	done
}

# allowed UNIT: the system calls that its filter leaves, one a line
allowed() {
	local set
	comm -23 <({ calls_of @system-service; calls_of @default; } | sort -u) \
		<(for set in $(sed -n 's/^SystemCallFilter=~//p' "$1"); do
			calls_of "$set"
		done | sort -u)
	sed -n 's/^SystemCallFilter=\([a-z].*\)/\1/p' "$1"
}

@test "systemd: every system call of a night that signs passes the filter" {
	make_prefix
	ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/a key"
	install_jobs --systemd --to "$TO" --sign "$BATS_TEST_TMPDIR/a key"
	allowed "$TO/greenline-nightly.service" | sort >"$BATS_TEST_TMPDIR/allowed"
	grep -qx openat "$BATS_TEST_TMPDIR/allowed"
	[ "$(grep -cx mount "$BATS_TEST_TMPDIR/allowed")" -eq 0 ]
	mapfile -d '' words < <(python3 "$ROOT/tests/e2e/lib/job_words.py" unit \
		"$TO/greenline-nightly.service")
	# a socket is refused as the unit refuses it, also to a shell that, told
	# neither its home nor its name, asks the name service for them
	env -i PATH=/usr/bin:/bin strace -f -qq -o "$BATS_TEST_TMPDIR/trace" \
		-e inject=socket:error=EAFNOSUPPORT "${words[@]}"
	green-verify --key "$BATS_TEST_TMPDIR/a key.pub" \
		"$D/releases/current" >"$BATS_TEST_TMPDIR/verified"
	sed -nE 's/^[0-9]+ +([a-z_0-9]+)\(.*/\1/p' "$BATS_TEST_TMPDIR/trace" |
		sort -u >"$BATS_TEST_TMPDIR/used"
	grep -qx renameat2 "$BATS_TEST_TMPDIR/used"
	[ -z "$(comm -23 "$BATS_TEST_TMPDIR/used" "$BATS_TEST_TMPDIR/allowed")" ] ||
		die "$(comm -23 "$BATS_TEST_TMPDIR/used" \
			"$BATS_TEST_TMPDIR/allowed")"
	# and nothing of greenline's wants a network
	[ "$(grep -cE ' socket\(' "$BATS_TEST_TMPDIR/trace")" -eq \
		"$(grep -cE ' socket\(AF_(UNIX|LOCAL),' "$BATS_TEST_TMPDIR/trace")" ]
}

@test "a crontab keeps its other lines, byte for byte" {
	make_prefix
	make_crontab
	printf '%s\n' 'MAILTO=a@b' '# greenline-like' '' \
		"5 * * * * echo '100\\%' \\ # greenline end" >"$TABLE"
	cp "$TABLE" "$BATS_TEST_TMPDIR/before"
	expect_status 0 install_jobs --cron
	[ "$output" = "install-jobs: wrote crontab ($(id -un))" ]
	head -n 4 "$TABLE" >"$BATS_TEST_TMPDIR/head"
	expect_same "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/head"
	cp "$TABLE" "$BATS_TEST_TMPDIR/first"
	expect_status 0 install_jobs --cron
	[ "$output" = "install-jobs: unchanged: crontab ($(id -un))" ]
	expect_same "$BATS_TEST_TMPDIR/first" "$TABLE"
	expect_status 0 install_jobs --cron --at 04:05
	[ "$(grep -c "$P/share/greenline/pipelines/nightly" "$TABLE")" -eq 1 ]
	grep -q '^5 4 \* \* \* ' "$TABLE"
	grep -q '^5 7 1 7 \* ' "$TABLE"
	expect_status 0 install_jobs --cron --remove
	expect_same "$BATS_TEST_TMPDIR/before" "$TABLE"
}

@test "a first crontab is made; two folders stand side by side" {
	make_prefix
	make_crontab
	install_jobs --cron
	[ "$(grep -c ' begin: ' "$TABLE")" -eq 1 ]
	E=$BATS_TEST_TMPDIR/other
	cp -R "$D" "$E"
	expect_status 2 install_jobs --data "$E" --cron
	expect_words 'give another --name'
	[ "$(grep -c ' begin: ' "$TABLE")" -eq 1 ]
	install_jobs --data "$E" --cron --name other
	[ "$(grep -c ' begin: ' "$TABLE")" -eq 2 ]
	# its folder is gone: the jobs can go as well
	rm -r "$E"
	install_jobs --data "$E" --cron --name other --remove
	[ "$(grep -c ' begin: ' "$TABLE")" -eq 1 ]
}

@test "a crontab with half a block of ours is left alone" {
	make_prefix
	make_crontab
	install_jobs --cron
	sed -i '/^# greenline end$/d' "$TABLE"
	echo '1 1 1 1 1 mine' >>"$TABLE"
	cp "$TABLE" "$BATS_TEST_TMPDIR/before"
	expect_status 2 install_jobs --cron
	expect_same "$BATS_TEST_TMPDIR/before" "$TABLE"
}

@test "a crontab that cannot be read is not replaced" {
	make_prefix
	make_crontab
	printf '#!/bin/sh\necho "not allowed" >&2\nexit 1\n' \
		>"$BATS_TEST_TMPDIR/bin/crontab"
	expect_status 4 install_jobs --cron
	expect_words 'not allowed'
}

@test "units: again is unchanged, --dry-run writes nothing, --remove all" {
	make_prefix
	expect_status 0 install_jobs --systemd --to "$TO" --dry-run
	[[ $output = *'SystemCallFilter='*"OnCalendar=*-07-01 05:30:00"* ]]
	[ -z "$(ls "$TO")" ]
	install_jobs --systemd --to "$TO"
	[ "$(ls "$TO" | wc -l)" -eq 4 ]
	expect_status 0 install_jobs --systemd --to "$TO"
	[ "$(grep -c unchanged <<<"$output")" -eq 4 ]
	echo '# of somebody else' >"$TO/greenline-nightly.timer"
	expect_status 2 install_jobs --systemd --to "$TO"
	expect_words 'give another --name'
	rm "$TO/greenline-nightly.timer"
	install_jobs --systemd --to "$TO" --remove
	[ -z "$(ls "$TO")" ]
}

@test "what is no data folder is refused, and wrong words" {
	make_prefix
	mv "$D/inbox" "$D/in"
	expect_status 2 install_jobs --cron --to "$TO"
	expect_words 'no inbox'
	mv "$D/in" "$D/inbox"
	rm "$D/register.csv"
	expect_status 2 install_jobs --cron --to "$TO"
	expect_words 'no register.csv'
	expect_status 2 install_jobs --cron --to "$TO" --at 24:00
	expect_status 2 install_jobs --cron --to "$TO" --name 'a b'
	expect_status 2 install_jobs --cron --to "$TO" --user $'no-such\e[31m\n-\xe5-user'
	expect_words $'^install-jobs: no-such%1B\\[31m%0A-\xe5-user: no such user$'
	expect_status 2 install_jobs --cron --to "$TO" --prefix "$TO"
	expect_status 2 "$INSTALL"
	expect_status 2 install_jobs --odd
	[ -z "$(ls "$TO")" ]
}

@test "a folder that the user cannot write is refused" {
	local who
	make_prefix
	# only root may choose another
	who=$([ "$(id -u)" -eq 0 ] && echo nobody || id -un)
	chmod 555 "$D"
	expect_status 2 install_jobs --cron --to "$TO" --user "$who"
	expect_words "$who: cannot write there"
	chmod 755 "$D"
}

# without PROGRAM...: $PATH has all programs of the machine but these
without() {
	mkdir "$BATS_TEST_TMPDIR/tools"
	ln -sf /bin/* /usr/bin/* "$BATS_TEST_TMPDIR/tools"
	(cd "$BATS_TEST_TMPDIR/tools" && rm -f "$@")
	PATH=$BATS_TEST_TMPDIR/tools
}

@test "what the machine lacks is said, by whoever needs it" {
	make_prefix
	local night="$P/share/greenline/pipelines/nightly"
	without crontab sendmail crond cron pgrep
	expect_status 4 install_jobs --cron
	expect_words 'pipelines/nightly --data .*neither systemd nor cron is here'
	make_crontab
	expect_status 0 install_jobs --cron
	expect_words 'there is no sendmail: nobody is told'
	expect_words 'no cron runs here'
	printf '#!/bin/sh\n' >"$BATS_TEST_TMPDIR/bin/sendmail"
	printf '#!/bin/sh\necho 1\n' >"$BATS_TEST_TMPDIR/bin/pgrep"
	chmod +x "$BATS_TEST_TMPDIR/bin"/*
	expect_status 0 install_jobs --cron
	[ -z "$stderr" ]
	# there, but too old for how it is called
	printf '#!/bin/sh\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/setpriv"
	chmod +x "$BATS_TEST_TMPDIR/bin/setpriv"
	GREEN_MESSAGES=zh_CN.UTF-8 expect_status 2 install_jobs --cron
	expect_words 'setpriv: (需要 util-linux 2.33|util-linux 2.33 or later)'
	rm "$BATS_TEST_TMPDIR/bin/setpriv" "$BATS_TEST_TMPDIR/tools/setpriv"
	expect_status 2 "$night" --data "$D"
	expect_words '^nightly: setpriv: this program is needed'
	sed -i 's/>= 404/>= 9904/' "${night%/*}/start"
	expect_status 2 "$night" --data "$D"
	expect_words '^nightly: bash [0-9.]+.*: bash 4.4 or later is needed'
}
