// Computes co-views, cosine and the best 100 neighbours of each item with DuckDB.
import { load } from '../../dev/load.mjs';

const { DuckDBInstance } = await load('@duckdb/node-api');
const [file] = process.argv.slice(2);
const database = await (await DuckDBInstance.create(':memory:')).connect();
await database.run(
  `CREATE TABLE views AS SELECT * FROM read_csv('${file}', header = false, names = ['person', 'item'])`,
);
const begun = performance.now();
await database.run(`
  CREATE TABLE best AS
  WITH norms AS (SELECT item, sqrt(count(*)) AS norm FROM views GROUP BY item),
  pairs AS (
    SELECT one.item AS item, other.item AS neighbour, count(*) AS shared
    FROM views one JOIN views other ON one.person = other.person AND one.item <> other.item
    GROUP BY ALL)
  SELECT pairs.item, neighbour, shared / (own.norm * its.norm) AS cosine
  FROM pairs JOIN norms own ON own.item = pairs.item JOIN norms its ON its.item = neighbour
  QUALIFY row_number() OVER (PARTITION BY pairs.item ORDER BY cosine DESC, neighbour) <= 100`);
const value = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ value, peakMiB: process.resourceUsage().maxRSS / 1024 }));
