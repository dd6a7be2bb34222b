# What the job needs of awk beside the tables: CSV with quotes, three-valued
# logic, and numbers, names, codes and dates as people write them.  Bytes: awk
# is run in the locale C.  Yes and no are 1 and 0, 2 does not apply, 3 is not
# known; a number that is not known is "".

BEGIN {
	FS = "\001"
	for (i = split("一 二 三 四 五 六 七 八 九", word, " "); i; i--)
		figure[word[i]] = i
	figure["两"] = figure["贰"] = 2
	power["十"] = 10
	power["百"] = 100
	power["千"] = 1000
}

function and3(a, b)
{
	return a == 0 || b == 0 ? 0 : a == 3 || b == 3 ? 3 : 1
}

function not3(a)
{
	return a > 1 ? a : 1 - a
}

# A record with quotes into f[], reading on where a quote is open; how many.
function fields(line, n, i, c, s, quoted)
{
	for (;;) {
		while (line != "") {
			if (quoted) {
				if (!(i = index(line, "\"")))
					break
				s = s substr(line, 1, i - 1)
				line = substr(line, i + 1)
				if (substr(line, 1, 1) == "\"") {
					s = s "\""
					line = substr(line, 2)
				} else
					quoted = 0
				continue
			}
			if (!(i = match(line, /[,"]/)))
				break
			c = substr(line, i, 1)
			s = s substr(line, 1, i - 1)
			line = substr(line, i + 1)
			if (c == ",") {
				f[++n] = s
				s = ""
			} else
				quoted = 1
		}
		s = s line
		if (!quoted)
			break
		if ((getline line) <= 0)
			break
		s = s "\n"
		sub(/\r$/, "", line)
	}
	f[++n] = s
	return n
}

function narrow_digits(x)
{
	gsub(/０/, "0", x); gsub(/１/, "1", x); gsub(/２/, "2", x)
	gsub(/３/, "3", x); gsub(/４/, "4", x); gsub(/５/, "5", x)
	gsub(/６/, "6", x); gsub(/７/, "7", x); gsub(/８/, "8", x)
	gsub(/９/, "9", x)
	return x
}

# A Chinese numeral, "" if it is none; a character is three bytes.
function numeral(s, n, last, c)
{
	n = last = 0
	while (s != "") {
		c = substr(s, 1, 3)
		s = substr(s, 4)
		if (c in figure)
			last = figure[c]
		else if (c in power) {
			n += (last ? last : 1) * power[c]
			last = 0
		} else if (c != "零")
			return ""
	}
	return n + last
}

# A number that is written in another way than plainly.
function number_in(x, about_is_known, none_is_zero, times)
{
	if (x == "" || x == "/")
		return ""
	if (x ~ /\357\274|\357\275/) {
		x = narrow_digits(x)
		gsub(/．/, ".", x); gsub(/，/, ",", x)
		gsub(/（/, "(", x); gsub(/）/, ")", x)
	}
	gsub(/[ \t]|\302\240|\343\200\200|\342\200\213/, "", x)
	if (x == "" || x == "无")
		return x == "无" && none_is_zero ? 0 : ""
	if (x ~ /^[0-9]+(\.[0-9]+)?$/)
		return x + 0
	if (x ~ /^[0-9]+(,[0-9][0-9][0-9])*(\.[0-9]+)?(万)?(户|人|个|栋|次|处|件|株|种|平方米|平米|㎡|m2)?(次以上|种以上|(次)?\(.*\))?$/) {
		times = index(x, "万") ? 10000 : 1
		gsub(/,/, "", x)
		return times == 1 ? x + 0 : int((x + 0) * times + 0.5)
	}
	if (x ~ /^(≥|不少于)[0-9]+(次)?$/) {
		sub(/^[^0-9]+/, "", x)
		return x + 0
	}
	if (x ~ /^约[0-9]+$|^[0-9]+左右$/) {
		sub(/^[^0-9]+/, "", x)
		return about_is_known ? x + 0 : ""
	}
	sub(/次$/, "", x)
	return numeral(x)
}

function stem(x)
{
	gsub(/[ \t]|\343\200\200|\302\240/, "", x)
	sub(/（.*）/, "", x)
	sub(/^[0-9]+、/, "", x)
	sub(/居民委员会$|居委会$/, "", x)
	sub(/社区$/, "", x)
	return x
}

# "" where the code is lost and the name decides, "x" where it is another's.
function code_in(x)
{
	x = narrow_digits(x)
	gsub(/[ \t="',-]|’/, "", x)
	sub(/\.0*$/, "", x)
	if (x ~ /^23[0-9]+$/) {
		if (length(x) == 12 && x !~ /000$/)
			return x
		return length(x) == 15 || length(x) == 17 ? substr(x, 1, 12) : ""
	}
	if (x ~ /^2\.3[0-9]+[Ee]\+?11$/ && index(toupper(x), "E") == 14)
		return "2" substr(x, 3, 11)
	return x == "" || x ~ /^2(\.3[0-9]*)?[Ee]\+?11$/ ? "" : "x"
}

function day_in(x, part)
{
	gsub(/年|月|日|\/|\./, "-", x)
	if (x ~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]/)
		return substr(x, 1, 8)
	split(x, part, "-")
	return sprintf("%04d%02d%02d", part[1], part[2], part[3])
}

# The units: names by code, and codes by place and stem, "" if there are two.
function read_units(path, line, u, place)
{
	while ((getline line <path) > 0) {
		sub(/\r$/, "", line)
		split(line, u, ",")
		unit[u[1]] = u[2]
		place = u[4] SUBSEP u[6] SUBSEP u[8] SUBSEP stem(u[2])
		if (place in unit_at)
			unit_at[place] = ""
		else
			unit_at[place] = u[1]
	}
}

# The code of the unit that a row means, "" if it means none.
function unit_of(given, name, city, county, street, code, place, a, b)
{
	code = given
	if (!(code in unit)) {
		code = code_in(given)
		if (code == "") {
			place = city SUBSEP county SUBSEP street SUBSEP stem(name)
			if (!(place in unit_at))
				return ""
			code = unit_at[place]
		}
		if (!(code in unit))
			return ""
	}
	if (name == unit[code])
		return code
	a = stem(name)
	b = stem(unit[code])
	return length(a) >= length(b) &&
		substr(a, length(a) - length(b) + 1) == b ? code : ""
}

# Of several submissions the last stands; two that contradict each other are a
# tie, of which nothing is known.
function stands(code, states, revision, day, content, a, b)
{
	if (code in state_of) {
		a = number_in(revision, 0, 0)
		b = number_in(revision_of[code], 0, 0)
		a = a == "" ? -1 : a
		b = b == "" ? -1 : b
		if (a == b) {
			a = day_in(day)
			b = day_in(day_of[code])
		}
		if (a == b && content != content_of[code])
			tied[code] = 1
		if (a <= b)
			return
		delete tied[code]
	}
	state_of[code] = states
	revision_of[code] = revision
	day_of[code] = day
	content_of[code] = content
}

# The table of cities; a state is a digit for taking part, then one for each
# of the `n` criteria.
function print_cities(n, code, city, states, i, part, failed, open)
{
	for (code in state_of) {
		states = state_of[code]
		if (code in tied)
			gsub(/./, "3", states)
		city = substr(code, 1, 4) "00"
		there[city]++
		part = substr(states, 1, 1)
		failed = index(substr(states, 2), "0")
		open = index(substr(states, 2), "3")
		takes_part[city] += part == 1
		meets_all[city] += part == 1 && !failed && !open
		undecided[city] += part != 0 && !failed && (part != 1 || open)
		for (i = 2; i <= n + 1; i++)
			count[city, i, substr(states, i, 1)]++
	}
	for (city in there) {
		printf "%s,%d,%d,%d,%d", city, there[city],
			takes_part[city], meets_all[city], undecided[city]
		for (i = 2; i <= n + 1; i++)
			printf ",%d,%d,%d,%d", count[city, i, 1],
				count[city, i, 0], count[city, i, 2],
				count[city, i, 3]
		print ""
	}
}
