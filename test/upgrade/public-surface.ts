import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMMANDS, type CommandEntry } from '@ecommerce-recommenders/tools/commands';
import { STACK_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import exported from './exports.json';

const ROOT = resolve(__dirname, '../..');
const document = (path: string): string => readFileSync(join(ROOT, 'docs', path), 'utf8');

/**
 * What users rely on by name: settings, outputs, commands with their options, routes, constructs and the embedded AWS in a
 * program. Each name, such as `setting watch`, has its shape, or a digest of it. Words for readers are not part of it.
 */
export type PublicSurface = Readonly<Record<string, string>>;

/** A difference between two surfaces. */
export interface Difference {
  /** `added: command effect --uplift` */
  readonly text: string;
  /** What a note must name: `effect` and `--uplift`. */
  readonly names: readonly string[];
}

export function publicSurface(): PublicSurface {
  const entries = [
    ...settings(),
    ...Object.keys(STACK_OUTPUTS).map((name) => [`output ${name}`, ''] as const),
    ...Object.entries(COMMANDS).flatMap(([name, entry]) => commandLines(name, entry)),
    ...routes(),
    ...Object.entries(exported),
  ];
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** How a surface differs from an earlier one. */
export function differencesOf(before: PublicSurface, after: PublicSurface): readonly Difference[] {
  const difference = (kind: string, entry: string): Difference => {
    const [, ...names] = entry.split(/[ .]/);
    return {
      text: `${kind}: ${entry}`,
      names: entry.startsWith('command ') ? names : names.slice(-1),
    };
  };
  return [
    ...Object.keys(after)
      .filter((entry) => before[entry] !== after[entry])
      .map((entry) => difference(entry in before ? 'changed' : 'added', entry)),
    ...Object.keys(before)
      .filter((entry) => !(entry in after))
      .map((entry) => difference('removed', entry)),
  ];
}

/** The differences that no note names in backticks. */
export function withoutNote(differences: readonly Difference[], notes: readonly string[]): readonly string[] {
  const code = notes.map((note) => (note.match(/`[^`]+`/g) ?? []).join(' '));
  const isNamed = (name: string, spans: string): boolean =>
    new RegExp(`(?<![\\w-])${name.replace(/[${}]/g, '\\$&')}(?![\\w-])`).test(spans);
  return differences
    .filter(({ names }) => !code.some((spans) => names.every((name) => isNamed(name, spans))))
    .map(({ text }) => text);
}

type Entry = readonly [name: string, shape: string];

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** A JSON document without what only readers need. */
function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, member]) =>
          !(['description', 'summary', '$comment'].includes(name) && typeof member === 'string'),
      )
      .map(([name, member]) => [name, withoutWords(member)]),
  );
}

function settings(): readonly Entry[] {
  interface Schema {
    readonly properties: Readonly<Record<string, Schema>>;
  }
  const schema = JSON.parse(document('cdk.schema.json')) as Schema;
  const { properties } = schema.properties.context.properties.ecommerceRecommenders;
  return Object.entries(properties).map(([name, shape]) => [
    `setting ${name}`,
    digestOf(withoutWords(shape)),
  ]);
}

function commandLines(name: string, { load, forDevelopers }: CommandEntry): readonly Entry[] {
  if (forDevelopers) return [];
  const { options, registeredArguments } = load();
  return [
    [`command ${name}`, registeredArguments.map((argument) => argument.name()).join(' ')],
    ...options.map(({ long, short, flags }) => [`command ${name} ${long ?? short}`, flags] as const),
  ];
}

function routes(): readonly Entry[] {
  const { paths } = JSON.parse(document('openapi.json')) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, shape]) => [`route ${method.toUpperCase()} ${path}`, digestOf(withoutWords(shape))] as const,
    ),
  );
}
