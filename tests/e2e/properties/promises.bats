#!/usr/bin/env bats
# Every promise of what happens under faults (fixtures/reliability.tsv) has a
# test that is there, and the two that have no better place are proven here.

load ../lib/helpers

@test "every promise has a test that is there" {
	local hazard promise suite name rows=0
	while IFS=$'\t' read -r hazard promise suite name; do
		case $hazard in
		'#'* | hazard) continue ;;
		esac
		rows=$((rows + 1))
		case $suite in
		unit/*) grep -q "^Test([a-z_]*, $name[,)]" "$ROOT/tests/$suite" ;;
		*) grep -qxF "@test \"$name\" {" "$ROOT/tests/$suite" ;;
		esac || die "$hazard: $promise:" "$suite has no '$name'"
	done <"$ROOT/tests/e2e/fixtures/reliability.tsv"
	[ "$rows" -ge 60 ]
	[ -z "$(cut -f 2 "$ROOT/tests/e2e/fixtures/reliability.tsv" | sort |
		uniq -d)" ]
}

@test "no program can ask for the time, or set a locale" {
	local program asks
	for program in "$B"/bin/green-*; do
		asks=$(readelf -W --dyn-syms "$program" | grep -oE \
			' (time|clock|clock_gettime|gettimeofday|ftime|localtime(_r)?|gmtime(_r)?|mktime|setlocale|newlocale|uselocale)@') ||
			continue
		# what sanitisers and coverage link in is not the program's
		[ "$MODE" != release ] || die "$program: $asks"
	done
	readelf -W --dyn-syms "$B/bin/green-ingest" | grep -q ' open@'
}

@test "a link that changes all the time leads nowhere out of the root" {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir root
	printf '统计用区划代码,社区名称,居民户数（户）\n230102001001,%s,5\n' \
		inside >root/inside.csv
	sed 's/inside/secret/' root/inside.csv >outside.csv
	python3 - <<-'END'
		import os, subprocess, threading
		going = True
		def change():
		    n = 0
		    while going:
		        n += 1
		        to = ("inside.csv", "../outside.csv")[n % 2]
		        os.symlink(to, "root/new")
		        os.rename("root/new", "root/link.csv")
		os.symlink("inside.csv", "root/link.csv")
		thread = threading.Thread(target=change)
		thread.start()
		ended = []
		try:
		    for _ in range(60):
		        p = subprocess.run(["green-ingest", "-q", "--wave", "2021",
		            "--root", "root", "root/link.csv"],
		            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
		        assert b"secret" not in p.stdout, p.stdout
		        assert p.returncode in (0, 3), p.stderr
		        ended.append(p.returncode)
		finally:
		    going = False
		    thread.join()
		assert 0 in ended and 3 in ended, ended
	END
}
