// usage: node duckdb.mjs JOB.sql [THREADS]
//
// Runs the statements in memory and prints the rows of the last as CSV.  The
// module is looked for where NODE_PATH says, which import does not.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.env.NODE_PATH + '/');
const { DuckDBInstance } = require('@duckdb/node-api');

const [sql, threads = '2'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', {
	threads,
	preserve_insertion_order: 'false',
});
const connection = await instance.connect();
let last;
for (const statement of readFileSync(sql, 'utf8').split(/;\n/))
	if (statement.trim())
		last = await connection.runAndReadAll(statement);
for (const row of last.getRows())
	console.log(row.map(String).join(','));
