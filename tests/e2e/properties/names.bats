#!/usr/bin/env bats
# The names of the house: scripts/check-names sees each that is none of ours.

load ../lib/helpers

# A header and a source that are called as they should be, and a program.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p src/lower src/upper src/programs
	cat >src/lower/two-words.h <<-'END'
	/* two-words.h - what a header of the house may say: struct wrong { };
	 *
	 * typedef int wrong; enum wrong { WRONG }; #define WRONG
	 */
	#ifndef GREEN_LOWER_TWO_WORDS_H
	#define GREEN_LOWER_TWO_WORDS_H

	#include <stddef.h>

	#define GR_LIMIT 3
	#define GR_TWICE(x) \
		((x) + \
		    (x)) /* enum wrong { WRONG } */
	struct gr_node {
		struct gr_node *next;
		const struct stat *stat;
		struct {
			int plain;
		} inner;
		union {
			size_t n;
		};
	};
	enum gr_kind { GR_ONE, GR_TWO = (1 << 2), GR_THREE };
	enum { GR_MANY = GR_LIMIT };
	typedef int gr_count;
	typedef size_t gr_pair[2];
	typedef int (*gr_call)(struct stat *stat, enum gr_kind kind);
	typedef int gr_visit(size_t n);
	extern const char gr_words[]; /* "struct wrong {" */
	int gr_node(const char *text, enum gr_kind kind);

	#endif
	END
	cat >src/lower/two-words.c <<-'END'
	const char gr_words[] = "x";
	static int own(void) { return 1; }
	struct local { int n; };
	int gr_node(const char *text) { return own() + (text == 0); }
	END
	echo 'int main(void) { return 0; }' >src/programs/green-x.c
}

check_names() {
	local file objects=()
	for file in src/*/*.c; do
		cc -w -c "$file" -o "${file%.c}.o" || return 99
		objects+=("${file%.c}.o")
	done
	"$ROOT/scripts/check-names" src/*/*.h ${MORE:+$MORE} -- "${objects[@]}"
}

# expect_breach WORDS: they are said, of them alone, and it fails.
expect_breach() {
	run check_names
	[ "$status" -eq 1 ] || die "status $status" "$output"
	[ "$output" = "check-names: $1" ] ||
		die "'$output'" "is not 'check-names: $1'"
}

# add LINE...: to the header, behind its includes.
add() {
	local line
	for line; do
		sed -i "/^#include/a $line" src/lower/two-words.h
	done
}

@test "a house in order passes" {
	run check_names
	[ "$status" -eq 0 ] || die "$output"
	[ -z "$output" ]
}

@test "two headers of one name fail, in whichever wings" {
	sed s/LOWER/UPPER/ src/lower/two-words.h >src/upper/two-words.h
	expect_breach "two headers are called two-words.h: src/lower/two-words.h src/upper/two-words.h"
}

@test "an external function or object without the prefix fails" {
	echo 'int node_free(void) { return 0; }' >>src/lower/two-words.c
	expect_breach 'src/lower/two-words.o: external name node_free without gr_'
	sed -i '$d' src/lower/two-words.c
	echo 'const int count = 1;' >>src/lower/two-words.c
	expect_breach 'src/lower/two-words.o: external name count without gr_'
	sed -i '$d' src/lower/two-words.c
	echo 'int common;' >>src/lower/two-words.c
	expect_breach 'src/lower/two-words.o: external name common without gr_'
}

@test "main is a program's name, and no one else's" {
	echo 'int main(void) { return 0; }' >>src/lower/two-words.c
	expect_breach 'src/lower/two-words.o: external name main without gr_'
}

@test "a struct, a union and an enum without the prefix fail" {
	add 'struct node { int n; };'
	expect_breach 'src/lower/two-words.h: struct node'
	setup && add 'struct node;'
	expect_breach 'src/lower/two-words.h: struct node'
	setup && add 'union both { int n; char c; };'
	expect_breach 'src/lower/two-words.h: union both'
	setup && add 'enum kind { GR_A };'
	expect_breach 'src/lower/two-words.h: enum kind'
	setup && add 'struct gr_outer { struct inner { int n; } in; };'
	expect_breach 'src/lower/two-words.h: struct inner'
}

@test "an enumerator without the prefix fails, in an anonymous enum too" {
	add 'enum gr_own { GR_A = (1), B, GR_C };'
	expect_breach 'src/lower/two-words.h: enumerator B'
	setup && add 'enum { ROOM = 4 };'
	expect_breach 'src/lower/two-words.h: enumerator ROOM'
	setup && add 'struct gr_outer { enum { INNER } kind; };'
	expect_breach 'src/lower/two-words.h: enumerator INNER'
}

@test "a typedef without the prefix fails, of every shape" {
	add 'typedef int count;'
	expect_breach 'src/lower/two-words.h: typedef count'
	setup && add 'typedef struct gr_own { int n; } own;'
	expect_breach 'src/lower/two-words.h: typedef own'
	setup && add 'typedef int (*call)(int gr_n);'
	expect_breach 'src/lower/two-words.h: typedef call'
	setup && add 'typedef int visit(int gr_n);'
	expect_breach 'src/lower/two-words.h: typedef visit'
	setup && add 'typedef int pair[2];'
	expect_breach 'src/lower/two-words.h: typedef pair'
}

@test "a macro without the prefix fails" {
	add '#define LIMIT 3'
	expect_breach 'src/lower/two-words.h: macro LIMIT'
	setup && add '# define GREEN_TWICE(x) ((x) + (x))'
	expect_breach 'src/lower/two-words.h: macro GREEN_TWICE'
}

@test "a guard that is not the wing's and the header's fails" {
	sed -i s/GREEN_LOWER/GREEN_UPPER/ src/lower/two-words.h
	run check_names
	[ "$status" -eq 1 ]
	[[ $output = *'src/lower/two-words.h: is not guarded by GREEN_LOWER_TWO_WORDS_H'* ]]
	setup && sed -i '/^#ifndef/d' src/lower/two-words.h
	expect_breach 'src/lower/two-words.h: is not guarded by GREEN_LOWER_TWO_WORDS_H'
}

@test "what is installed is guarded without a wing" {
	mkdir -p include/green
	sed 's/two-words/other/; s/GREEN_LOWER_TWO_WORDS/GREEN_OTHER/' \
		src/lower/two-words.h >include/green/other.h
	MORE=include/green/other.h run check_names
	[ "$status" -eq 0 ] || die "$output"
	sed -i s/GREEN_OTHER/GREEN_GREEN_OTHER/ include/green/other.h
	MORE=include/green/other.h run check_names
	[ "$status" -eq 1 ]
	[[ $output = *'include/green/other.h: is not guarded by GREEN_OTHER_H'* ]]
}

@test "a header that does not begin with its name and a sentence fails" {
	sed -i '1s/two-words.h/words.h/' src/lower/two-words.h
	expect_breach "src/lower/two-words.h: begins with '/* words.h - what a header of the house may say: struct wrong { };', not with '/* two-words.h - ...'"
	setup && sed -i '1s/ - .*/ - /' src/lower/two-words.h
	run check_names
	[ "$status" -eq 1 ]
}

@test "without headers or objects it says how it is called" {
	run "$ROOT/scripts/check-names" src/lower/two-words.h
	[ "$status" -eq 2 ]
	run "$ROOT/scripts/check-names" -- src/lower/two-words.o
	[ "$status" -eq 2 ]
	run "$ROOT/scripts/check-names" src/lower/two-words.h -- no-such.o
	[ "$status" -eq 2 ]
}
