import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { Decompressed } from '@ecommerce-recommenders/shop-data/data/preparation/decompress';
import type { ShopFile, ShopFiles } from '@ecommerce-recommenders/shop-data/data/files/shop-files';
import { readSample, SAMPLE_BYTES } from './infer/read-sample';
import type { FileSample } from './infer/sample';
import { localFiles } from '../shop-files/local-files';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** Samples of the named files. */
export interface ShopSamples {
  /** The value for the setting `archive`: the file, the archive, or the folder of several files. */
  readonly archive: string;
  readonly samples: readonly FileSample[];
  /** The beginnings as files, on which a mapping can be tried. */
  readonly heads: ShopFiles;
}

interface Head {
  readonly path: string;
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/** Matches files in folders and archives that are not tables. */
const NO_TABLES = /\.(md|pdf|docx?|html?|png|jpe?g|log)$|(^|\/)(\.|__MACOSX\/)/i;

/**
 * Reads the beginnings of files, of the members of an archive, or of the files in a folder.
 *
 * @throws Error if a path cannot be read or there is no row
 */
export async function readSamples(paths: readonly string[]): Promise<ShopSamples> {
  const archive = await placeOf(paths.map((path) => resolve(path)));
  const heads: Head[] = [];
  for (const path of paths) {
    const files = await localFiles(path).catch((cause: unknown) => {
      throw new Error(`${visible(path)} cannot be read; name a file, an archive or a folder that exists`, {
        cause,
      });
    });
    for await (const file of files.all()) {
      if (NO_TABLES.test(file.path)) continue;
      heads.push(await headOf(file, paths.length === 1 ? file.path : relativePath(archive, path)));
    }
  }
  if (heads.length === 0) throw new Error(`${paths.map(visible).join(', ')} has no file of rows`);
  const samples = heads.map(({ path, bytes, isWhole }) => readSample(path, bytes, isWhole));
  return { archive, samples, heads: { name: archive, all: () => asFiles(heads) } };
}

/** The only path, or the common folder of several files. */
async function placeOf(paths: readonly string[]): Promise<string> {
  if (paths.length === 1) return paths[0];
  for (const path of paths)
    if (!(await stat(path).catch(() => undefined))?.isFile() || /\.(zip|tar|tgz|tar\.gz)$/i.test(path))
      throw new Error(
        `${visible(path)} is not one of several files; name one archive or folder, or files only`,
      );
  const folders = paths.map((path) => dirname(path).split(sep));
  const shared = folders[0].findIndex((name, at) => folders.some((folder) => folder[at] !== name));
  return folders[0].slice(0, shared < 0 ? undefined : shared).join(sep) || sep;
}

const relativePath = (folder: string, path: string): string =>
  relative(folder, resolve(path)).split(sep).join('/') || basename(path);

async function headOf({ body, limit }: ShopFile, path: string): Promise<Head> {
  const content = new Decompressed(body, limit);
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of content) {
      // Copied, because the memory of a piece is reused for the next one.
      pieces.push(Buffer.from(piece));
      size += piece.length;
      if (size > SAMPLE_BYTES) break;
    }
  } finally {
    await content.close();
  }
  const bytes = Buffer.concat(pieces);
  const isWhole = size <= SAMPLE_BYTES;
  return { path, isWhole, bytes: isWhole ? bytes : bytes.subarray(0, endOfLines(bytes)) };
}

const [LINE_END, QUOTE] = [0x0a, 0x22];

/** Offset after the last complete row: at a line end outside quotes. */
function endOfLines(bytes: Buffer): number {
  let isQuoted = false;
  let end = 0;
  let endInQuotes = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[at] !== LINE_END) continue;
    else if (isQuoted) endInQuotes = at + 1;
    else end = at + 1;
  }
  // If that is early in the text, a quote is never closed, so quotes have no meaning in this file.
  const cut = end > bytes.length / 2 ? end : endInQuotes;
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isUtf16 ? cut + 1 : cut;
}

async function* asFiles(heads: readonly Head[]): AsyncGenerator<ShopFile> {
  for (const { path, bytes } of heads) yield { path, body: once(bytes) };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
