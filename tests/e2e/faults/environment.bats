#!/usr/bin/env bats
# The scripts of pipelines/ in surroundings that cron, systemd, su and odd
# machines make: nothing is known, nothing is open, little is allowed.
# shellcheck disable=SC2154  # stderr is set by expect_status

load ../lib/helpers

setup() {
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
	cd "$BATS_TEST_TMPDIR" || return
	unset GREEN_STANDARD
}

# The three scripts, as $job, with their arguments.
each_job() {
	local job
	for job in 'nightly --as-of 2024-12-31' 'annual --year 2024' edit-effects; do
		# shellcheck disable=SC2086
		set -- "$1" "$ROOT/pipelines/"$job --data "$D" \
			--standard "$TINY/standard"
		"$@"
	done
}

# bare COMMAND...: in an empty environment
bare() {
	env -i PATH="$B/bin:/usr/bin:/bin" "$@"
}

# made: whatever there is to see of what the scripts made
made() {
	(cd "$D" && find releases annual -type f -path '*2024-*' -o -type f \
		-name 'annual-*' | sed 's/annual-2024\.[A-Za-z0-9]*//' | sort)
}

@test "no environment, an odd one, any mask: the same, readable by all" {
	each_job bare >plain
	made >"$BATS_TEST_TMPDIR/made.plain"
	[ "$(wc -l <made.plain)" -gt 15 ]
	for how in 'env -i' 'bash -c umask;077' 'bash -c umask;000' \
	    'env CDPATH=/:/tmp POSIXLY_CORRECT=1 TMPDIR=/nonexistent' \
	    'env LANG=zh_CN.GB18030 TZ=Pacific/Kiritimati SHELLOPTS='; do
		# without PATH the scripts find the release build, which has
		# other programs
		[ "$how" != 'env -i' ] || [ "$B" = "$ROOT/build/release" ] ||
			continue
		rm -rf "$D" && tiny_data "$D"
		# shellcheck disable=SC2086  # words
		run_how() {
			case $how,$* in
			bash*) bash -c "umask ${how#*;}; exec \"\$@\"" - "$@" ;;
			# what needs a folder for its own work says so
			*TMPDIR*edit-effects*) expect_status 4 $how "$@" ;;
			*) $how "$@" ;;
			esac
		}
		each_job run_how >said
		made >"$BATS_TEST_TMPDIR/made.now"
		expect_same made.now made.plain "$how"
		# but the lock, which is its owner's
		[ -z "$(find "$D/releases" "$D/annual" ! -type l ! -name .lock \
			\( -perm /022 -o ! -perm -444 \))" ] || die "$how"
	done
}

@test "standard streams that are closed, or full" {
	closed() {
		expect_status 4 bare bash -c '"$@" >&-' - "$@"
		[ -n "$stderr" ]
		expect_status 4 bare bash -c '"$@" >/dev/full' - "$@"
		bare bash -c '"$@" <&-' - "$@"
		case $* in
		*edit-effects*) ;;
		*) bare bash -c '"$@" -q <&- >&- 2>&-' - "$@" ;;
		esac
	}
	each_job closed
	# what could not be said was done all the same
	[ -s "$D/releases/current/manifest.json" ]
	[ -s "$D/annual/annual-2024.html" ]
	grep -q '^2024-12-31 unchanged' "$D/heartbeat"
}

@test "another user, from a folder that is not theirs" {
	from_private() {
		mkdir private
		(cd private && chmod 000 . && as_nobody "$@")
		rmdir private
	}
	each_job from_private
	[ -s "$D/annual/annual-2024.html" ]
}

@test "a delivery that its reader may not read stops the night, not unsaid" {
	unreadable() {
		expect_status 3 as_nobody "$@"
		expect_words 'Permission denied'
	}
	chmod 000 "$D/inbox/2023/north.csv"
	each_job unreadable
	chmod 644 "$D/inbox/2023/north.csv"
	chmod 000 "$D/inbox/2023"
	each_job unreadable
	[ ! -e "$D/releases/current" ]
	# a folder of no wave, such as lost+found, is nobody's business
	chmod 755 "$D/inbox/2023"
	mkdir -m 000 "$D/inbox/lost+found"
	each_job as_nobody
}

@test "an inbox without deliveries" {
	rm "$D"/inbox/*/*
	empty() {
		expect_status 3 bare "$@"
		expect_words 'no delivery of any wave|no deliveries of that year'
	}
	each_job empty
	rmdir "$D"/inbox/*
	each_job empty
}

@test "folders whose names begin with a dash, or hold blanks and line breaks" {
	local name
	for name in -x '- --data=y' $' a\n b' '*' "a'\"b"; do
		rm -rf work && mkdir work
		cp -R "$D" "work/$name"
		cp -R "$TINY/standard" "work/$name.std"
		cp -R "$ROOT/pipelines" "work/$name.pipes"
		for job in 'nightly --as-of 2024-12-31' 'annual --year 2024' \
		    edit-effects; do
			# shellcheck disable=SC2086
			(cd work && bash -- "$name.pipes/"$job --data "$name" \
				--standard "$name.std" >said) || die "$name: $job"
		done
		[ -s "work/$name/releases/current/manifest.json" ]
		[ -s "work/$name/annual/annual-2024.html" ]
	done
}

@test "few open files, files of a limited size" {
	limited() {
		bare bash -c 'ulimit -n 24; exec "$@"' - "$@"
		[[ $* != *edit-effects* ]] || return 0
		expect_status 4 bare bash -c 'ulimit -f 1; exec "$@"' - "$@"
	}
	each_job limited
}
