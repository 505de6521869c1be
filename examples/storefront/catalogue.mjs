import { parse } from 'csv-parse/sync';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Parser } from 'tar';

/** Reads the items of the sample archive: `{ itemId, name, category, style, description, price }` by id. */
export async function readCatalogue(archive) {
  const rows = parse(await fileOf(archive, 'items.csv'), { columns: true });
  return new Map(
    rows.map(({ id, name, category, style, description, price }) => [
      id,
      { itemId: id, name, category, style, description, price: Number(price) },
    ]),
  );
}

/** Items that have each of the words in name, style or category. */
export function found(items, query) {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return items.filter(({ name, style, category }) => {
    const text = `${name} ${style} ${category}`.toLowerCase();
    return words.length > 0 && words.every((word) => text.includes(word));
  });
}

/** A file of an archive. */
async function fileOf(archive, name) {
  let content;
  const parser = new Parser({
    onReadEntry: (entry) => {
      if (entry.path === name) content = buffer(Readable.from(entry));
      else entry.resume();
    },
  });
  await new Promise((resolve, reject) => {
    parser.on('end', resolve);
    createReadStream(archive).on('error', reject).pipe(parser).on('error', reject);
  });
  return content;
}
