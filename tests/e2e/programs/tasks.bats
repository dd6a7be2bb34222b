# green-chain --tasks, --folder and ';': chains in a file, a line for those that
# wait for each other.  Each leaves what it leaves alone; what fails is named by
# its line, and nothing of it is called whole.
load ../lib/helpers

setup_file() {
	# many small deliveries, one of them with its own ways
	mkdir "$BATS_FILE_TMPDIR/inbox"
	cd "$BATS_FILE_TMPDIR" || return
	export GREEN_STANDARD=$TINY/standard
	for i in {10..49}; do
		sed "3,\$s/,2023,/,2023,$i/" "$TINY/inbox/2023/north.csv" \
			>"inbox/$i.csv"
	done
}

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR" || return
	ln -s "$BATS_FILE_TMPDIR/inbox" inbox
	{
		tsv wave src line note
		tsv 2023 a 1 x
	} | stream green-cat >one
}

# words OUT FILE: of a part, with all that it leaves in OUT.
words() {
	local stage
	line=()
	for stage in ingest clean match; do
		[ $stage = ingest ] || line+=(:)
		line+=($stage -q --part=p --findings="$1/$stage.found"
			--set-aside="$1/$stage.aside" --ledger="$1/$stage.ledger")
		case $stage in
		ingest) line+=(--wave=2023 --layout="$1/layout" -o "$1/rows" "$2") ;;
		match) line+=(--register="$TINY/register.csv" -o "$1/matched") ;;
		esac
	done
	line+=(';' cat -q -o "$1/again" "$1/matched")
}

# task WORD...: a line of these words
task() {
	local IFS=$'\t'
	echo "$*"
}

@test "tasks leave what each chain leaves alone, in folders that are whole" {
	mkdir want
	for file in inbox/*; do
		mkdir "want/${file##*/}"
		words "want/${file##*/}" "$file"
		green-chain "${line[@]}"
	done
	for jobs in 1 2 16; do
		mkdir new got
		for file in inbox/*; do
			words "new/${file##*/}" "$file"
			task --folder="new/${file##*/}" \
				--whole="got/${file##*/}" "${line[@]}"
		done >tasks
		green-chain -j $jobs --tasks tasks
		# and the list of what each holds
		[ "$(printf '%s\n' got/*/sums | wc -l)" -eq 40 ]
		rm got/*/sums
		diff -r want got
		rmdir new
		rm -r got
	done
	[ "$(find want -type f | wc -l)" -eq 520 ]
}

@test "what a task leaves to the next fits it, or it has its own" {
	local chains=() other=$ROOT/pipelines/heilongjiang-2020 file
	file=$(echo "$ROOT"/sample-data/inbox/2021/*1.csv | cut -d' ' -f1)
	sed 's/4110-01/4110-91/' "$TINY/register.csv" >other.csv
	printf '%s\n' old_code,new_code,date,kind,note \
		4110-01,4110-91,2023-01-01,renamed, >changes.csv
	# other rules, other cells, cells at other places, cells that were cleaned,
	# what is told of the rules alone, other registers and changes
	for i in 1 2; do
		chains+=("ingest --wave=2023 inbox/10.csv -o OUT/a$i.rows : clean -o OUT/a$i --findings=OUT/a$i.found --ledger=OUT/a$i.ledger"
			"ingest --standard=$other --wave=2021 $file --layout=OUT/b$i.layout : clean --standard=$other -o OUT/b$i --findings=OUT/b$i.found"
			"cat --columns=wave,src,line,pupils,school,trees OUT/a1.rows : clean -o OUT/c$i : clean -o OUT/d$i --ledger=OUT/d$i.ledger"
			"clean OUT/a1.rows --explain-rules=OUT/e$i.rules --fixes=OUT/e$i.fixes -o OUT/e$i"
			"match OUT/a1 --register=$TINY/register.csv -o OUT/f$i"
			"match OUT/a1 --register=other.csv -o OUT/g$i --findings=OUT/g$i.found"
			"match OUT/a1 --register=other.csv --changes=changes.csv -o OUT/h$i --findings=OUT/h$i.found")
	done
	mkdir alone together
	for chain in "${chains[@]}"; do
		# shellcheck disable=SC2086  # words
		green-chain ${chain//OUT/alone}
	done
	printf '%s\n' "${chains[@]//OUT/together}" | tr ' ' '\t' >tasks
	green-chain -j 1 --tasks tasks
	diff -r alone together
	[ "$(find together -type f | wc -l)" -eq 36 ]
	for twin in g h; do
		! cmp -s together/f1 together/${twin}1 || die $twin
	done
}

@test "a chain begins when the one before it has ended well, and only then" {
	green-chain cat -o a one ';' cat -o a a : cat -o b ';' cat -o c b
	cmp c one
	expect_status 3 green-chain cat --columns=none -o d one ';' cat -o e one
	[ ! -e e ]
	# findings are no failure, and are told of at the end
	sed '2s/,2023,/,2023,many/' "$TINY/inbox/2023/north.csv" >asked.csv
	expect_status 1 green-chain ingest --wave 2023 asked.csv : \
		clean --fail-on asked -o d ';' cat -o e one
	cmp e one
	task --folder=new --whole=good ingest --wave=2023 asked.csv : clean \
		--fail-on=asked -o new/d ';' cat -o new/e one >tasks
	expect_status 1 green-chain --tasks tasks
	[ -z "$stderr" ] && cmp good/e one
	rm e
	# the words of all are read before the first is run
	expect_status 2 green-chain cat -o e one ';' dog
	expect_words "there is no stage 'dog'"
	[ ! -e e ]
	expect_status 2 green-chain cat -o e one ';'
	expect_words 'a stage.s name is missing'
	expect_status 2 green-chain ';' cat -o e one
	[ ! -e e ]
}

@test "a folder is made first, and has its name when all has gone well" {
	green-chain --folder new --whole=good cat -o new/out one
	[ -s good/out ] && [ ! -e new ]
	expect_status 3 green-chain --folder=new --whole=bad cat -o new/out one \
		';' cat --columns=none new/out
	[ -s new/out ] && [ ! -e bad ]
	expect_status 4 green-chain --folder=new cat -o out one
	expect_words 'green-chain: new: cannot be made: File exists'
	[ ! -e out ]
	expect_status 4 green-chain --folder=a --whole=no/such cat -o a/out one
	expect_words 'green-chain: no/such: cannot be renamed into place'
	expect_status 2 green-chain --whole=b cat -o b/out one
	expect_words '.--whole is for what --folder has made'
}

@test "a word may hold any byte, and be empty" {
	local name=$'哈\xb9 a\nb\t\\x41*?%41 ,"y"'
	cp one "$name"
	printf '%s\n' 'cat	-o	out	哈\xB9\x20a\x0Ab\x09\x5Cx41*?%41 ,"y"' \
		'' 'cat	-o	;	one	;	cat	-o	\x3A	./;' >tasks
	sed -i '3s/^/;	/' tasks
	expect_status 2 green-chain --tasks tasks
	expect_words 'tasks:3: a stage.s name is missing'
	[ ! -e out ]
	sed -i '3s,.*,cat	-o	./;	one,' tasks
	green-chain --tasks tasks
	cmp out one
	cmp ';' one
	printf 'cat\t--part=\t-o\tout\tone\ncat\t-o\tempty\t\n' >tasks
	expect_status 3 green-chain -j 1 --tasks tasks
	expect_words 'tasks:2: this task ended with the status 3'
}

@test "what is no file of tasks runs none of them" {
	task cat -o out one >good
	for bad in 'dog' 'cat -o out2 one ; ' 'cat -o \x4 one' 'cat \q one' \
	    'cat -o \x00 one' '--jobs=2 cat one' '--folder' '--whole=b cat one'; do
		{
			cat good
			tr ' ' '\t' <<<"$bad"
		} >tasks
		expect_status 2 green-chain --tasks tasks
		expect_words '^green-chain: tasks:2: '
		[ ! -e out ]
	done
	head -c -1 good >tasks
	expect_status 3 green-chain --tasks tasks
	expect_words 'green-chain: tasks: the last line does not end'
	expect_status 3 green-chain --tasks nowhere
	expect_status 2 green-chain --tasks good cat one
	expect_words 'with --tasks the stages stand in its file'
	expect_status 2 green-chain --tasks good --folder x
	[ ! -e out ]
	# none is none, and they may come through a pipe
	expect_status 0 green-chain --tasks /dev/null
	expect_status 0 green-chain --tasks - <good
	cmp out one
}

@test "a task that fails is named, and no other is begun" {
	{
		task cat -o a one
		task --folder=new --whole=kept cat -o new/b nowhere
		task cat -o c one
	} >tasks
	expect_status 3 green-chain -j 1 --tasks tasks
	expect_words 'green-cat: nowhere: '
	expect_words 'green-chain: tasks:2: this task ended with the status 3'
	[ -e a ] && [ ! -e kept ] && [ ! -e c ]
	# so is one whose own words are wrong, or that asks for what it has not
	for bad in 'cat --no-such one' 'cat' 'cat one' 'cat --help'; do
		rm -f a
		{
			task cat -o a one
			tr ' ' '\t' <<<"$bad"
			task cat -o c one
		} >tasks
		status=0
		green-chain -j 1 --tasks tasks </dev/zero >said 2>&1 || status=$?
		[ $status -ge 2 ] && [ $status -le 4 ] || die "$bad: $status"
		grep -q 'tasks:2: this task ended with' said || die "$(cat said)"
		[ -e a ] && [ ! -e c ]
	done
}

@test "a task whose process is killed is named; the others end theirs" {
	mkfifo slow other
	{
		task cat -o a slow
		task cat -o b other
		task cat -o c one
	} >tasks
	green-chain -j 2 --tasks tasks 2>said &
	chain=$!
	exec 5>slow 6>other
	for worker in $(cat /proc/$chain/task/$chain/children); do
		! ls -l "/proc/$worker/fd" | grep -q '/slow$' || {
			kill -9 "$worker"
			# known to who began it, before the other ends its task
			while [ -e "/proc/$worker" ]; do sleep 0.05; done
			sleep 0.3
		}
	done
	cat one >&6
	exec 5>&- 6>&-
	status=0
	wait $chain || status=$?
	[ $status -eq 4 ]
	expect_same said <(echo 'green-chain: tasks:1: this task was ended by the signal 9')
	cmp b one
	[ ! -e a ] && [ ! -e c ]
}

@test "tasks end with the process that began them" {
	mkfifo slow
	task cat -o a slow >tasks
	green-chain --tasks tasks &
	chain=$!
	exec 5>slow
	worker=$(cat /proc/$chain/task/$chain/children)
	kill -9 $chain
	wait $chain || true
	for _ in {1..50}; do
		[ -e "/proc/${worker% }" ] || break
		sleep 0.1
	done
	[ ! -e "/proc/${worker% }" ]
	exec 5>&-
	[ ! -e a ]
}

@test "many tasks need the memory of one" {
	# what a sanitizer keeps of memory that was given back is not ours
	export ASAN_OPTIONS=${ASAN_OPTIONS-}:quarantine_size_mb=1
	peak() {
		python3 - green-chain -j 1 --tasks "$1" <<-'END'
			import resource, subprocess, sys
			subprocess.run(sys.argv[1:], check=True)
			print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
		END
	}
	mkdir out
	for file in inbox/*; do
		words out "$file"
		task "${line[@]}"
	done >one-each
	for _ in {1..8}; do cat one-each; done >many
	for _ in {1..8}; do head -n 1 one-each; done >few
	few=$(peak few) many=$(peak many)
	((many < few + few / 10)) || die "8 tasks: $few KiB, 320: $many KiB"
}

@test "where memory runs out, a process cannot be made or a disk is full: said" {
	task cat -o @OUT@ one >tasks
	all_cases malloc /dev/null 4 green-chain -j 1 --tasks "$PWD/tasks"
	task cat -o /dev/full "$PWD/one" >tasks
	expect_status 4 green-chain --tasks tasks
	expect_words 'green-cat: /dev/full: cannot be written: No space left'
	task cat -o out one >tasks
	expect_status 4 as_nobody env ASAN_OPTIONS=detect_leaks=0 bash -c \
		'ulimit -u 1; exec green-chain --tasks tasks'
	expect_words 'no process can be made: Resource temporarily unavailable'
	[ ! -e out ]
}

@test "what is to do: the lines of what is not there, or not as it was made" {
	for n in 1 2 3; do
		task --folder=new-$n --whole=got-$n cat -q -o new-$n/out one
	done >tasks
	green-chain --tasks tasks --to-do >got
	printf '%d\tlost\n' 1 2 3 >want
	expect_same want got
	green-chain --tasks tasks
	[ -z "$(green-chain --tasks tasks --to-do)" ]
	printf x >>got-2/out
	rm -r got-3
	# a line of nothing but its name, and one that has none
	task --whole=got-1 --folder=new >>tasks
	task cat -q -o out one >>tasks
	for jobs in 1 9; do
		green-chain -j $jobs --tasks tasks --to-do >got
		printf '%s\n' 2$'\tdamaged' 3$'\tlost' 5$'\tlost' >want
		expect_same want got
	done
	[ ! -e out ] && [ ! -e new-3 ] && [ ! -e new-2 ]
	expect_status 2 green-chain --to-do cat one
	expect_words '--to-do is for --tasks'
	: >none
	[ -z "$(green-chain --tasks none --to-do)" ]
	expect_status 4 bash -c 'green-chain --tasks tasks --to-do >/dev/full'
}
