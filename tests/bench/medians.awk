# Lines of NAME, seconds, processor seconds, KB, in the order they were run, to a
# table of medians and our ratio to the fastest of `others`: the median of the
# ratios of runs that stood side by side.  The first run of who ran again is not
# counted: it brought the data in.  `names` are all, `bytes` is what was read.

BEGIN {
	bytes = ENVIRON["bytes"]
	names = ENVIRON["names"]
	others = ENVIRON["others"]
}

# The median of a[1..n], which is sorted by it.
function middle(a, n, i, j, t)
{
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && a[j] < a[j - 1]; j--) {
			t = a[j]
			a[j] = a[j - 1]
			a[j - 1] = t
		}
	return (a[int((n + 1) / 2)] + a[int((n + 2) / 2)]) / 2
}

function median(name, what, a, i)
{
	for (i = 1; i <= runs[name]; i++)
		a[i] = value[name, what, i]
	return middle(a, runs[name])
}

function ratio(ours, a, i, n)
{
	if (!(ours in runs) || best == "")
		return "not run"
	n = runs[ours] < runs[best] ? runs[ours] : runs[best]
	for (i = 1; i <= n; i++)
		a[i] = value[best, 2, i] / value[ours, 2, i]
	return sprintf("%.2f", middle(a, n))
}

seen[$1]++ == 1 { runs[$1] = 0 }

{
	runs[$1]++
	for (i = 2; i <= 4; i++)
		value[$1, i, runs[$1]] = $i
}

END {
	printf "%-8s %5s %8s %8s %8s %8s %9s\n", "what", "runs", "s", "MB/s",
		"CPU s", "CPU s/GB", "MB memory"
	n = split(names, name, " ")
	for (i = 1; i <= n; i++) {
		s = median(name[i], 2)
		cpu = median(name[i], 3)
		printf "%-8s %5d %8.2f %8.1f %8.2f %8.1f %9.1f\n", name[i],
			runs[name[i]], s, bytes / 1e6 / s, cpu,
			cpu / bytes * 1e9, median(name[i], 4) / 1024
	}
	n = split(others, name, " ")
	for (i = 1; i <= n; i++)
		if (best == "" || median(name[i], 2) < median(best, 2))
			best = name[i]
	print "the fastest peer is " best
	print "ratio to the fastest peer: " ratio("pipes") " (pipes), " \
		ratio("chain") " (chain)"
}
