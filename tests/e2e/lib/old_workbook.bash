# For suites that need workbooks from before 2007, and a converter of them that
# does what is wanted.
# shellcheck shell=bash

# convert_by SHELL-WORDS: an ssconvert in stub/ that says its version, and does that
convert_by() {
	mkdir -p stub
	cat >stub/ssconvert <<-END
		#!/bin/sh
		[ "\$1" != --version ] || {
			echo "ssconvert version '1.12.9'"
			exit
		}
		$1
	END
	chmod +x stub/ssconvert
}

# old_workbook NAME: what such a file begins with, with a stream of that name
old_workbook() {
	/usr/bin/python3 -c '
import sys
name = sys.argv[1].encode("utf-16-le")
entry = name.ljust(64, b"\0") + bytes([len(name) + 2, 0, 2]) + bytes(61)
sys.stdout.buffer.write(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + bytes(128) + entry)' "$1"
}
