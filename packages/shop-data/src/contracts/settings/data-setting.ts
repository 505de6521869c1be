import { readFileSync } from 'node:fs';
import path from 'node:path';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { readingProblem } from '../../data/files/reading-problem';
import type { ShopMapping } from '../../data/mapping/mapping';
import { MAPPING } from '../../data/mapping/parse-mapping';
import { either, orNothing, SettingProblem, type Shape } from './shape';

/** The name of a JSON file with a mapping. */
const MAPPING_FILE: Shape<ShopMapping> = {
  read: (raw, at, context) =>
    MAPPING.read(readJson(path.resolve(context.projectRoot, raw as string), at), at, context),
  allowed: 'the name of a JSON file',
  schema: { type: 'string' },
};

/** The setting `data`: a mapping of the shop's own files to tables; null for an archive with the workshop's columns. */
export const DATA: Shape<ShopMapping | null> = orNothing(
  either(
    (raw) => typeof raw === 'string',
    MAPPING_FILE,
    MAPPING,
    'an object of interactions, items and users, or the name of a JSON file with one, relative to the project; see docs/data.md',
  ),
);

function readJson(file: string, at: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingProblem(
      `${at}: the file ${visible(file)} cannot be read as JSON: ${readingProblem(error as Error)}.`,
    );
  }
}
