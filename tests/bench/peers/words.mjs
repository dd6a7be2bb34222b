// Numbers, names, codes and dates as people write them, for peers in
// JavaScript; null is what is not known.

const wide = '０１２３４５６７８９．，（）', narrow = '0123456789.,()';
const figures = new Map([...'一二三四五六七八九'].map((c, i) => [c, i + 1]));
figures.set('两', 2).set('贰', 2);
const powers = new Map([['十', 10], ['百', 100], ['千', 1000]]);
const plain = new RegExp('^([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)(万?)' +
	'(户|人|个|栋|次|处|件|株|种|平方米|平米|㎡|m2)?' +
	'([次种]以上|次?\\(.*\\))?$');

function narrowed(text) {
	return text.replace(/[\s\u200b]/g, '')
		.replace(/[０-９．，（）]/g, (c) => narrow[wide.indexOf(c)]);
}

function numeral(text) {
	let total = 0, last = 0;
	for (const c of text)
		if (figures.has(c)) {
			last = figures.get(c);
		} else if (powers.has(c)) {
			total += (last || 1) * powers.get(c);
			last = 0;
		} else if (c !== '零') {
			return null;
		}
	return text ? total + last : null;
}

export function numberIn(given, aboutIsKnown, noneIsZero) {
	const text = narrowed(given);
	if (text === '' || text === '/')
		return null;
	if (text === '无')
		return noneIsZero ? 0 : null;
	let m = plain.exec(text);
	if (m) {
		const value = Number(m[1].replaceAll(',', ''));
		return m[2] ? Math.round(value * 10000) : value;
	}
	if ((m = /^(?:≥|不少于)([0-9]+)次?$/.exec(text)))
		return Number(m[1]);
	if ((m = /^(?:约([0-9]+)|([0-9]+)左右)$/.exec(text)))
		return aboutIsKnown ? Number(m[1] ?? m[2]) : null;
	return numeral(text.replace(/次$/, ''));
}

export function stem(name) {
	return name.replace(/[ \t\u3000\u00a0]|（[^）]*）|^[0-9]+、/g, '')
		.replace(/居民委员会$|居委会$/, '').replace(/社区$/, '');
}

// '' where the code is lost and the name decides, 'x' where it is another's.
export function codeIn(given) {
	const text = narrowed(given).replace(/[="'’,-]/g, '').replace(/\.0*$/, '');
	if (/^23[0-9]+$/.test(text)) {
		if (text.length === 12 && !text.endsWith('000'))
			return text;
		return [15, 17].includes(text.length) ? text.slice(0, 12) : '';
	}
	if (/^2\.3[0-9]{10}[Ee]\+?11$/.test(text))
		return '2' + text.slice(2, 13);
	return text === '' || /^2(\.3[0-9]*)?[Ee]\+?11$/.test(text) ? '' : 'x';
}

export function dayIn(text) {
	const m = /^(\d{4})[-/.年]?(\d\d?)[-/.月]?(\d\d?)/.exec(text ?? '');
	return m ? m[1] + m[2].padStart(2, '0') + m[3].padStart(2, '0') : '';
}
