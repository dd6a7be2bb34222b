/* markup_style.c - what a document looks like: on a screen, and on paper as
 * GB/T 9704-2012 has it.
 *
 * The paper is A4 with 37 mm above, 28 mm at the binding and 156 mm by 225 mm
 * of text: 22 lines of 28 characters of 16 points, so a line is 28.99 points
 * and a character gives up 0.207 of its 16.  Pages are printed on both sides:
 * the binding is left of an odd page and right of an even one, the number is
 * outside.  A wide table lies on its side with its head to the left of the
 * sheet as it is bound, and its page number stands where that of every sheet
 * does. */
#include "release/markup.h"

#define SONG "\"SimSun\",\"新宋体\",\"NSimSun\",\"STSong\",serif"
#define TITLE \
	"\"FZXiaoBiaoSong-B05S\",\"方正小标宋简体\",\"方正小标宋_GBK\",\"STZhongsong\",\"SimSun\",serif"
#define FANGSONG \
	"\"FangSong_GB2312\",\"仿宋_GB2312\",\"FangSong\",\"仿宋\",\"STFangsong\",serif"
#define HEITI "\"SimHei\",\"黑体\",\"STHeiti\",\"Heiti SC\",sans-serif"
#define KAITI \
	"\"KaiTi_GB2312\",\"楷体_GB2312\",\"KaiTi\",\"楷体\",\"STKaiti\",serif"

#define NUMBER \
	"content:\"\\2014  \" counter(page) \" \\2014\";font:14pt/1 " SONG ";"

static const char paper[] =
    /* the sheet */
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}"
    "@page :right{@bottom-right{" NUMBER
    "vertical-align:top;padding:7mm 14pt 0 0}}"
    "@page :left{margin-left:26mm;margin-right:28mm;@bottom-left{" NUMBER
    "vertical-align:top;padding:7mm 0 0 14pt}}"
    /* on its side: its left is the foot of the sheet */
    "@page wide{size:A4 landscape;margin:28mm 37mm 26mm 35mm;"
    "@bottom-left{content:none}@bottom-right{content:none}}"
    "@page wide:right{@left-bottom{" NUMBER
    "writing-mode:vertical-rl;text-align:right;vertical-align:top;"
    "padding:0 7mm 14pt 0}}"
    "@page wide:left{margin:26mm 37mm 28mm 35mm;@left-top{" NUMBER
    "writing-mode:vertical-rl;text-align:left;vertical-align:top;"
    "padding:14pt 7mm 0 0}}"
    /* the last one, with what became of the document, has no number */
    "@page last{@bottom-left{content:none}@bottom-right{content:none}}"

    /* the text */
    ":root{color-scheme:light dark}"
    "body{margin:0;font:16pt/28.99pt " FANGSONG ";letter-spacing:-.207pt;"
    "text-align:justify;line-break:strict;text-autospace:no-autospace;"
    "text-spacing-trim:space-all;overflow-wrap:anywhere;orphans:1;widows:1}"
    "h1,h2,p,ul,li,figure,div{margin:0;padding:0;font-weight:400}"
    "h1{font:22pt/28.99pt " TITLE ";letter-spacing:0;text-align:center;"
    "text-wrap:balance;margin-bottom:28.99pt}"
    "h2{font:16pt/28.99pt " HEITI ";break-after:avoid}"
    "p,li,h2{text-indent:calc(2em - .414pt)}"
    "ul{list-style:none}"
    ".note{font-family:" KAITI ";text-align:left}"
    "h1+.note{text-align:center;text-indent:0;margin:-28.99pt 0 28.99pt}"
    ".to{text-indent:0}"
    "a{color:inherit;text-decoration-style:dotted;"
    "text-underline-offset:.2em}"
    ":target{outline:2px solid}"
    ".annexes{display:flex;margin-top:28.99pt;"
    "padding-left:calc(2em - .414pt);break-inside:avoid}"
    ".annexes p{text-indent:0}.annexes p:first-child{flex:none}"
    /* a seal goes over both: the name is centred above the day */
    ".sign{width:fit-content;margin:57.98pt 4em 0 auto;break-inside:avoid}"
    ".sign p{text-indent:0;white-space:nowrap}"
    /* ... as long as it has room on the right */
    ".from{width:0;min-width:calc(100% + 8em);margin:0 -4em;display:flex;"
    "direction:rtl;justify-content:safe center}"
    ".sign .from span{direction:ltr;flex:none;max-width:155mm;white-space:normal;"
    "text-align:center}"

    /* what is attached */
    ".annex{break-before:page}"
    ".first{break-before:auto}"
    ".label{font-family:" HEITI ";text-indent:0;margin-bottom:28.99pt}"
    ".annex h2{font:22pt/28.99pt " TITLE ";letter-spacing:0;"
    "text-align:center;text-indent:0;text-wrap:balance;"
    "margin-bottom:14.495pt}"
    "table{border-collapse:collapse;width:calc(100% - 1.5pt);"
    "margin:0 .75pt;font-size:10.5pt;"
    "line-height:14.495pt;letter-spacing:0;text-align:left;"
    "line-break:normal}"
    "main:not(:has(h1)) table{font-size:9pt;line-height:12pt}"
    "table.dense{font-size:7.5pt;line-height:10pt}"
    "caption{text-align:left}"
    "thead{display:table-header-group}"
    "tr{break-inside:avoid}"
    "th,td{border:.5pt solid;padding:1.5pt 3pt;vertical-align:middle;"
    "font-weight:400}"
    /* between words, and before a bracket, but not within a word */
    "thead th{font-family:" HEITI ";text-align:center;text-wrap:balance;"
    "min-width:3.1em;overflow-wrap:normal;word-break:keep-all;"
    "padding:1.5pt 2pt}"
    ".tight thead th,.dense thead th{word-break:normal}"
    /* what is left of the width is for what is long */
    "tbody th{min-width:6.1em}td{max-width:13em}"
    ".short,.code{white-space:nowrap}"
    "h1~.annex tbody th,h1~.annex .n,h1~.annex .code{width:1%}"
    ".many{max-width:16em}"
    ".dense th,.dense td{padding:1pt 1.5pt}"
    ".dense thead th{min-width:2.1em}"
    ".n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}"

    "";

static const char beside[] =
    /* pictures, which say the same in black and white */
    "svg{display:block;width:100%;height:auto;max-height:110mm;"
    "letter-spacing:0;"
    "font-family:" HEITI "}"
    "svg text{font-size:13px;fill:currentColor}"
    "svg .small{font-size:11px}svg .strong{font-weight:600}"
    "rect.misses,circle.misses{fill:#b45a24}"
    "rect.reaches,circle.reaches{fill:#5d7384}"
    ".ground{fill:#8881}svg .open{fill:#8884;stroke:#888;stroke-width:.75}"
    ".grid{stroke:#8886}.axis{stroke:#888}"
    ".target{stroke:currentColor;stroke-width:2.5}"
    ".target.thin{stroke-width:1}"
    ".required{fill:none;stroke:#888;stroke-dasharray:3 3}"
    "path.line{fill:none;stroke-width:2.5;stroke-linejoin:round}"
    "path.misses{stroke:#b45a24}path.reaches{stroke:#5d7384}"
    /* what is no more than an estimate is dotted, and hollow */
    "path.projected{fill:none;stroke-width:2;stroke-dasharray:1 3.5;"
    "stroke-linecap:round}.reach{stroke:#888}"
    "circle.ring{fill:Canvas;stroke-width:1.75}"
    "circle.ring.misses{fill:Canvas;stroke:#b45a24}"
    "circle.ring.reaches{fill:Canvas;stroke:#5d7384}"
    ".key{font-size:10.5pt;line-height:14.495pt;text-indent:0;"
    "letter-spacing:0;margin-top:7pt}"

    /* at the foot of the last page, which is an even one */
    ".last{page:last;break-before:left}"
    ".last p{font-size:14pt;text-indent:0;padding:0 1em;"
    "border-top:.75pt solid}"
    ".last p:first-child{border-top:1pt solid}"
    ".last p:last-child{border-bottom:1pt solid}"
    ".last .copy{text-indent:-3em;padding-left:4em}"
    ".issued+.issued{margin-top:-28.99pt;border-top:none;text-align:right}"

    /* the grid is that of Chinese characters */
    "body:lang(en){font-size:12pt;line-height:20pt;letter-spacing:0;"
    "text-align:left}"
    "h1:lang(en){font-size:20pt}h2:lang(en){font-size:12pt;line-height:20pt}"
    ".annex h2:lang(en){font-size:16pt}"
    "table:lang(en){font-size:9pt;line-height:12pt}"
    "body:lang(en) table{hyphens:auto}"
    "body:lang(en) .annexes{gap:.5em}"
    "body:lang(en) tbody th{min-width:8.5em}"

    "@media print{a{text-decoration:none}.aside{display:none}"
    ".wide{page:wide}"
    ".last{height:224.5mm;display:flex;flex-direction:column;"
    "justify-content:flex-end}}"
    "@media screen{body{max-width:48rem;margin:2rem auto;padding:0 1rem;"
    "font-size:1.1rem;line-height:1.8;letter-spacing:0}"
    "h1,.annex h2{font-size:1.6rem;line-height:1.4}h2{font-size:1.1rem}"
    ".annex,.last{margin-top:3rem}table{font-size:.85rem;line-height:1.5}"
    ".scroll{overflow-x:auto}"
    "tbody th{position:sticky;left:0;background:Canvas}}";

void gr_markup_style(struct gr_buf *to)
{
	gr_buf_text(to, paper);
	gr_buf_text(to, beside);
}
