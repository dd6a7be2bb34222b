# scale.tsv to scale.svg: time and memory over the number of units.
set terminal svg size 900,380 font 'sans-serif,12' background rgb 'white'
set output 'scale.svg'
set multiplot layout 1,2
set logscale xy
set key left top
set grid
set xlabel 'units'
set format x '10^{%L}'
all = system("awk 'NR > 1 && !seen[$2]++ { print $2 }' scale.tsv")
of(what, column) = sprintf("< awk '$2 == \"%s\" { print $1, $%d }' scale.tsv", \
	what, column)

set ylabel 'seconds'
plot for [what in all] of(what, 3) using 1:2 with linespoints lw 2 title what
set ylabel 'MB, the largest process'
plot for [what in all] of(what, 4) using 1:2 with linespoints lw 2 title what
