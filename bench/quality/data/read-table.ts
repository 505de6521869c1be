import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * Reads columns of a plain or gzipped CSV file, row by row. Fields are in the order of the names.
 *
 * @throws Error that names the file and the missing columns
 */
export async function* readTable<const Names extends readonly string[]>(
  path: string,
  delimiter: string,
  names: Names,
): AsyncGenerator<{ [at in keyof Names]: string }> {
  const parser = parse({ delimiter, bom: true });
  const unpacked = path.endsWith('.gz') ? createGunzip() : new PassThrough();
  const done = pipeline(createReadStream(path), unpacked, parser);
  done.catch(() => undefined);
  let places: readonly number[] | undefined;
  for await (const fields of parser as AsyncIterable<string[]>) {
    if (places) {
      yield places.map((place) => fields[place]) as { [at in keyof Names]: string };
      continue;
    }
    places = names.map((name) => fields.indexOf(name));
    const missing = names.filter((name) => !fields.includes(name));
    if (missing.length > 0)
      throw new Error(`${path} lacks ${missing.join(', ')}; it has ${fields.join(', ')}`);
  }
  await done;
}
