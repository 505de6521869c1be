import { createWriteStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import { trainingShare } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { prepareWithSql } from '@ecommerce-recommenders/tools/glue-script/prepare-with-sql';
import { printSample } from './print-sample';

/** Runs the Glue job's SQL on DuckDB. The source has a folder of parts for each table; the output is files. */
async function main([source, output]: string[]): Promise<void> {
  const { sql, tables } = mappingSql(null, 0);
  const files = Object.keys(tables.tables).map((table) => {
    const parts = readdirSync(join(source, table)).sort();
    return [table, parts.map((part) => ({ name: part, path: join(source, table, part) }))] as const;
  });
  await printSample(async () => {
    const results = prepareWithSql({
      ...{ sql, tables, files: Object.fromEntries(files) },
      eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
      ...{ trainingShare: trainingShare(0.1), holdoutBy: 'user' },
    });
    for await (const { name, header, lines } of results)
      await pipeline(Readable.from(textOf(header, lines)), createWriteStream(join(output, name)));
  });
}

async function* textOf(header: string, lines: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield `${header}\n`;
  for await (const some of lines) yield `${some.join('\n')}\n`;
}

void main(process.argv.slice(2));
