// Converts interactions.csv to the three files of interactions with DuckDB, preserving the order.
import { load } from '../../dev/load.mjs';

const { DuckDBInstance } = await load('@duckdb/node-api');
const [input, folder] = process.argv.slice(2);
const database = await (await DuckDBInstance.create(':memory:')).connect();
const begun = performance.now();
await database.run(`
  CREATE TABLE kept AS
  SELECT ITEM_ID, USER_ID, CASE EVENT_TYPE WHEN 'ProductViewed' THEN 'View' ELSE 'Purchase' END AS EVENT_TYPE, TIMESTAMP,
    row_number() OVER () AS place
  FROM read_csv('${input}', header = true, all_varchar = true)
  WHERE EVENT_TYPE IN ('ProductViewed', 'OrderCompleted')`);
await database.run(`
  CREATE TABLE ranked AS
  SELECT *, row_number() OVER (PARTITION BY USER_ID ORDER BY CAST(TIMESTAMP AS BIGINT), place)
    / count(*) OVER (PARTITION BY USER_ID) AS share
  FROM kept`);
for (const [name, condition] of [
  ['training', 'share <= 0.9'],
  ['validation', 'share > 0.9'],
  ['warm', 'true'],
])
  await database.run(`
    COPY (SELECT ITEM_ID, USER_ID, EVENT_TYPE, TIMESTAMP FROM ranked WHERE ${condition} ORDER BY place)
    TO '${folder}/${name}_interaction.csv' (HEADER, DELIMITER ',')`);
const value = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ value, peakMiB: process.resourceUsage().maxRSS / 1024 }));
