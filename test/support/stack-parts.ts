import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Part } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';

/** Folder in `lib/` of a part that takes settings: its name, except for the core and for two that share one. */
type FolderOf<Of extends Part> = Of extends 'core'
  ? 'shop'
  : Of extends 'segments' | 'batches'
    ? 'batch'
    : Exclude<Of, 'app'>;

/** A part of the stack; `source`, `add-ons`, `runs` and `solutions` take no settings. */
type StackPart = FolderOf<Part> | 'add-ons' | 'runs' | 'solutions' | 'source';

/**
 * The parts of the stack, in `lib/` and in `lambda/`, and the parts that each may import. The core, `shop`, knows no other; an
 * add-on imports another where that is its purpose.
 */
export const PARTS: Readonly<Record<StackPart, readonly StackPart[]>> = {
  shop: [],
  // Where the data comes from: its preparation, and what a synth says of it.
  source: ['shop', 'add-ons'],
  // What all add-ons share, what the state machines of several do, and the solutions of two.
  'add-ons': ['shop'],
  runs: ['shop', 'source', 'add-ons'],
  solutions: ['shop', 'add-ons', 'runs'],
  'event-tracker': ['shop', 'add-ons'],
  'metric-attribution': ['shop', 'add-ons'],
  filters: ['shop', 'add-ons'],
  'running-hours': ['shop', 'add-ons', 'runs'],
  'request-rate': ['shop', 'add-ons'],
  ranking: ['shop', 'add-ons', 'solutions'],
  'fresh-data': ['shop', 'source', 'add-ons', 'runs'],
  // Lists and batch jobs have filters applied.
  lists: ['shop', 'source', 'add-ons', 'runs', 'filters'],
  batch: ['shop', 'source', 'add-ons', 'runs', 'solutions', 'filters'],
  // It answers from these, and sends events to the tracker.
  api: ['shop', 'source', 'add-ons', 'event-tracker', 'filters', 'lists', 'metric-attribution', 'ranking'],
  // These are about other add-ons.
  experiment: ['shop', 'add-ons', 'api'],
  watching: ['shop', 'add-ons', 'api', 'batch', 'lists', 'ranking', 'request-rate'],
  'bus-events': ['shop', 'add-ons', 'batch', 'fresh-data', 'lists', 'ranking'],
};

/** The only folder of `lib/` that is no part: it puts the parts together. */
const APP = 'app';

/**
 * What is missing for a part of the stack to work: its row in the table, the handler that a construct names, the construct that names a
 * handler, or somebody who makes the construct.
 *
 * @param root the folder with `lib/` and `lambda/`
 */
export function partGaps(root: string, parts: typeof PARTS): string[] {
  const sources = filesBelow(root, 'lib').map((file) => ({
    file,
    text: readFileSync(join(root, file), 'utf8'),
  }));
  const handlers = filesBelow(root, 'lambda')
    .filter((file) => basename(file) === 'handler.ts')
    .map((file) => dirname(file).slice('lambda/'.length));
  const named = new Set(sources.flatMap(({ text }) => kindsIn(text, Object.keys(parts))));
  const constructs = sources
    .filter(({ file }) => !file.startsWith(`lib/${APP}/`))
    .flatMap(({ file, text }) =>
      Array.from(text.matchAll(/^export class (\w+) extends (?:Construct|BatchRuns)\b/gm), ([, name]) => ({
        file,
        name,
      })),
    );
  return [
    ...['lib', 'lambda'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => statSync(join(root, folder, name)).isDirectory())
        .filter((name) => name !== APP && !Object.hasOwn(parts, name))
        .map((name) => `${folder}/${name} is no part in test/support/stack-parts.ts`),
    ),
    ...[...named]
      .filter((kind) => !handlers.includes(kind))
      .map((kind) => `lambda/${kind} has no handler.ts, and lib names it`),
    ...handlers.filter((kind) => !named.has(kind)).map((kind) => `nothing in lib names lambda/${kind}`),
    ...constructs
      .filter(({ name }) => !sources.some(({ text }) => new RegExp(`\\b(new|extends) ${name}\\b`).test(text)))
      .map(({ file, name }) => `${file}: nothing makes ${name}`),
  ];
}

/** Kinds of function that a source names: `'api'` behind the word kind, or `'lists/ask'`. */
const kindsIn = (text: string, parts: readonly string[]): string[] =>
  Array.from(text.matchAll(/(kind: )?'([a-z-]+)((?:\/[a-z-]+)?)'/g))
    .filter(([, hasWord, part, rest]) => parts.includes(part) && (rest !== '' || hasWord !== undefined))
    .map(([, , part, rest]) => `${part}${rest}`);

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : path.endsWith('.ts') ? [path] : [];
  });
}
