// usage: node polars.mjs JOB.json
//
// The job as one writes it with polars: all columns as expressions, which it
// works on with all processors; each odd text of a number is read once, and only
// rows that a join does not settle are looked at one by one.  Yes and no are 1
// and 0, 2 does not apply, 3 is not known.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { codeIn, dayIn, numberIn, stem } from './words.mjs';

const pl = createRequire(process.env.NODE_PATH + '/')('nodejs-polars');
const { col, lit, when } = pl;
const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const criteria = Object.keys(job.criteria);
const bools = new Set(job.bools);
const answers = [...job.bools, ...Object.keys(job.numbers)];
const place = ['city_name', 'county_name', 'street_name'];

// The needed columns of a delivery, as text.  What has a cell more than the
// heading has no place for it.
function read(file) {
	const nameOf = new Map(Object.entries(file.at).map(([n, i]) => [i, n]));
	const schema = {};
	for (let i = 0; i < file.width; i++)
		schema[nameOf.get(i) ?? `x${i}`] = pl.Utf8;
	schema.more = pl.Utf8;
	const needed = [...job.identity, ...answers].map((n) => n in file.at
		? col(n) : lit(null).cast(pl.Utf8).alias(n));
	return pl.scanCSV(file.path, { hasHeader: false, skipRows: file.skip,
		quoteChar: '"', inferSchemaLength: 0, schema,
		truncateRaggedLines: true })
		.filter(col('more').isNull()).select(...needed).collectSync();
}

// What the spellings of a text stand for.
function spelt(column, texts, values, otherwise, type) {
	return texts.length === 0 ? lit(otherwise).cast(type)
		: column.replaceStrict(texts, values, otherwise, type);
}

function answer(name, rows) {
	if (bools.has(name)) {
		const here = { ...job.spelt, ...job.spelt_in[name] };
		return spelt(col(name).fillNull(lit('')), Object.keys(here),
			Object.values(here), 3, pl.UInt8).alias(name);
	}
	const { least, about_is_known, none_is_zero } = job.numbers[name];
	const cast = col(name).cast(pl.Float64, false);
	const odd = rows.select(col(name))
		.filter(cast.isNull().and(col(name).isNotNull()))
		.getColumn(name).unique().toArray();
	// below the least, as what is not known
	const read = odd.map(
		(t) => numberIn(t, about_is_known, none_is_zero) ?? -1);
	const number = when(cast.isNotNull()).then(cast)
		.otherwise(spelt(col(name), odd, read, -1, pl.Float64));
	return when(number.gtEq(least)).then(number).otherwise(lit(null))
		.alias(name);
}

const operators = { '+': 'add', '-': 'sub', '*': 'mul', '==': 'eq', '!=': 'neq',
	'<': 'lt', '<=': 'ltEq', '>': 'gt', '>=': 'gtEq', and: 'and', or: 'or' };

// A tree as an expression, null where it is not known.
function value(tree) {
	if (typeof tree === 'number')
		return lit(tree);
	if (typeof tree === 'string')
		return bools.has(tree) ? when(col(tree).lt(2))
			.then(col(tree).cast(pl.Int32)).otherwise(lit(null)) : col(tree);
	const [operator, ...operands] = tree;
	if (operator === 'not')
		return value(operands[0]).not();
	return value(operands[0])[operators[operator]](value(operands[1]));
}

const state = (code) => lit(code).cast(pl.UInt8);

// A test as 1, 0 or 3.
function test(tree) {
	const is = value(tree);
	return when(is.isNull()).then(state(3)).otherwise(is.cast(pl.UInt8));
}

// The answers of `name` that no check puts in query.
function checked(name) {
	const holds = job.checks.filter((c) => c.columns.includes(name))
		.map((c) => value(c.holds).fillNull(true));
	if (holds.length === 0)
		return col(name);
	return when(holds.reduce((a, b) => a.and(b))).then(col(name))
		.otherwise(bools.has(name) ? state(3) : lit(null)).alias(name);
}

function atom({ test: tree, applies }) {
	const [operator, column, wanted] = tree;
	if (bools.has(column) && operator === '==' && !applies)
		return wanted === 1 ? col(column)
			: when(col(column).lt(2)).then(state(1).sub(col(column)))
				.otherwise(col(column));
	if (!applies)
		return test(tree);
	return when(test(applies).eq(3)).then(state(3))
		.when(test(applies).eq(0)).then(state(2)).otherwise(test(tree));
}

function criterion(name) {
	const atoms = job.criteria[name].map(atom);
	const least = pl.minHorizontal(atoms), most = pl.maxHorizontal(atoms);
	return when(least.eq(0)).then(state(0)).when(most.eq(3)).then(state(3))
		.when(least.eq(1)).then(state(1)).otherwise(state(2)).alias(name);
}

// The rows of a unit, with its code: most by a join, the others one by one.
function matched(rows, units) {
	const all = rows.join(units, { leftOn: 'community_code', rightOn: 'code',
		how: 'left' }).withRowCount('row');
	const odd = all.filter(col('name').isNull()
		.or(col('name').neq(col('community_name')).fillNull(true)))
		.select('row', 'community_code', 'community_name', ...place);
	const name = new Map(units.rows().map(([code, own]) => [code, own]));
	const at = unitsAt(units);
	const codes = odd.rows().map(([, given, own, ...where]) => {
		let code = name.has(given) ? given : codeIn(given ?? '');
		code ||= at.get([...where, stem(own ?? '')].join('\0'));
		return name.has(code) && stem(own ?? '').endsWith(stem(name.get(code)))
			? code : '';
	});
	const read = pl.DataFrame({ row: odd.getColumn('row'),
		read: pl.Series('read', codes, pl.Utf8) });
	return all.join(read, { on: 'row', how: 'left' })
		.withColumn(col('read').fillNull(col('community_code')).alias('code'))
		.filter(col('code').neq(lit('')));
}

// Codes by place and stem; '' where there are two.
function unitsAt(units) {
	const at = new Map();
	for (const [code, name, ...where] of units.rows()) {
		const key = [...where, stem(name)].join('\0');
		at.set(key, at.has(key) ? '' : code);
	}
	return at;
}

// Of several submissions the last; where they contradict each other, nothing is
// known.
function standing(rows) {
	const groups = new Map();
	const several = rows.filter(col('code').isDuplicated())
		.select('row', 'code', 'revision_no', 'report_date', ...answers);
	for (const [row, code, revision, day, ...said] of several.rows()) {
		const order = [numberIn(revision ?? '', false, false) ?? -1, dayIn(day)];
		if (!groups.has(code))
			groups.set(code, []);
		groups.get(code).push({ row, order, said: JSON.stringify(said) });
	}
	const later = (a, b) => a.order[0] - b.order[0] ||
		(a.order[1] < b.order[1] ? -1 : a.order[1] > b.order[1] ? 1 : 0);
	const gone = [], tied = [];
	for (const group of groups.values()) {
		const last = group.reduce((a, b) => later(a, b) < 0 ? b : a);
		gone.push(...group.filter((r) => r !== last).map((r) => r.row));
		if (group.some((r) => later(r, last) === 0 && r.said !== last.said))
			tied.push(last.row);
	}
	const among = (numbers) => col('row').isIn(pl.Series(numbers, pl.UInt32));
	return rows.filter(among(gone).not()).withColumns(
		...['participating', ...criteria].map((name) => when(among(tied))
			.then(state(3)).otherwise(col(name)).alias(name)));
}

function cities(rows) {
	const worst = pl.minHorizontal(criteria.map((c) => col(c)));
	const most = pl.maxHorizontal(criteria.map((c) => col(c)));
	const part = col('participating');
	const met = part.eq(1).and(worst.gt(0)).and(most.lt(3));
	const kinds = [lit(true), part.eq(1), met,
		part.neq(0).and(worst.gt(0)).and(met.not())];
	for (const name of criteria)
		kinds.push(...[1, 0, 2, 3].map((code) => col(name).eq(code)));
	return rows.withColumns(col('code').str.slice(0, 4).alias('city'),
		...kinds.map((kind, i) => kind.cast(pl.UInt32).alias(`n${i}`)))
		.groupBy('city').agg(...kinds.map((_, i) => col(`n${i}`).sum()))
		.sort('city');
}

const rows = pl.concat(job.files.map(read));
const scored = rows.lazy()
	.withColumns(...answers.map((name) => answer(name, rows)))
	.withColumns(...answers.map(checked))
	.withColumns(...criteria.map(criterion)).collectSync();
const units = pl.readCSV(job.register, { inferSchemaLength: 0, quoteChar: '"' })
	.select(col('community_code').alias('code'),
		col('community_name').alias('name'), ...place.map((c) => col(c)));
for (const [city, ...counts] of cities(standing(matched(scored, units))).rows())
	console.log([`${city}00`, ...counts].join(','));
