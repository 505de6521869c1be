import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readingProblem } from '../files/reading-problem';
import type { ShopMapping } from '../mapping/mapping';
import { MAPPING_SCHEMA, parseMapping } from '../mapping/parse-mapping';
import { parseJson, SettingProblem, type Kind } from './setting-kinds';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** How the shop's own files become tables: an object, also as JSON text, or the name of a JSON file; null for none. */
export const DATA: Kind<ShopMapping | null> = {
  parse: (raw, projectRoot) => {
    if (raw === '' || raw === null) return null;
    if (typeof raw !== 'string') return parseMapping(raw);
    return parseMapping(/^\s*[[{]/.test(raw) ? parseJson(raw) : readJson(path.resolve(projectRoot, raw)));
  },
  allowed:
    'an object of interactions, items and users, or the name of a JSON file with one, relative to the project; see docs/data.md',
  schema: { anyOf: [{ type: 'string' }, MAPPING_SCHEMA] },
};

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingProblem(
      `The file ${visible(file)} cannot be read as JSON: ${readingProblem(error as Error)}.`,
    );
  }
}
