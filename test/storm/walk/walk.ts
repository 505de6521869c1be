import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { SETTING_NAMES, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { createPrng, shuffled, type Prng } from '@ecommerce-recommenders/tools/sample/prng';
import { keptArchive } from '../../support/kept-archive';
import { isRefused } from './refused';
import { strikesOf } from '../lives';
import { PLACES, type Place } from '../shop-assemblies';
import { smallShop } from '../small-shop';
import type { Strike } from '../weathered';
import { SETTING_VALUES } from './setting-values';

type Name = keyof Settings;

/** Settings as in cdk.json, except that `archive` is the price of every item; others have their defaults. */
export type Given = { readonly [Setting in Name]?: unknown };

/** What is deployed. */
export interface Configuration {
  readonly place: Place;
  readonly given: Given;
}

/** One deployment of a walk, over the one before. */
export interface Step {
  readonly configuration: Configuration;
  /** The faults of the deployment. */
  readonly strike?: Strike;
  /** Number of turns of the clock after which it is cancelled. */
  readonly cancelAfter?: number;
}

/** What most walks begin with: small, because every training takes time. */
const BASE: Given = { trainingTimeoutHours: 1, useCases: ['most-viewed', 'best-sellers'] };

const PLACE_NAMES = Object.keys(PLACES) as Place[];
const MAX_DRAWS = 50;

/** Chances in a hundred. */
const CHANCES = { back: 15, repeat: 10, move: 20, strike: 33, cancel: 10, refused: 20, default: 40 } as const;

/** Makes the steps of a walk; the same seed gives the same steps. No step is based on one that is refused. */
export function walkOf(seed: number, count: number): Step[] {
  const prng = createPrng(seed);
  const steps: Step[] = [];
  const former: Configuration[] = [];
  while (steps.length < count) {
    const configuration = nextConfiguration(prng, former);
    // What a removed table leaves keeps its columns, so that every former step counts.
    const keepsColumns = !former.some((one) =>
      isRefused({ ...one, place: configuration.place }, configuration),
    );
    const follows = keepsColumns && (former.length === 0 || !isRefused(former.at(-1)!, configuration));
    if (!follows && !prng.chance(CHANCES.refused)) continue;
    if (follows) former.push(configuration);
    steps.push({ configuration, ...weather(prng) });
  }
  return steps;
}

function nextConfiguration(prng: Prng, former: readonly Configuration[]): Configuration {
  const last = former.at(-1);
  if (last === undefined) return { place: prng.pick(PLACE_NAMES), given: changed(prng, BASE) };
  if (prng.chance(CHANCES.repeat)) return last;
  if (prng.chance(CHANCES.back)) return prng.pick(former);
  const place = prng.chance(CHANCES.move) ? prng.pick(PLACE_NAMES) : last.place;
  return { place, given: changed(prng, last.given) };
}

function weather(prng: Prng): Pick<Step, 'strike' | 'cancelAfter'> {
  if (prng.chance(CHANCES.strike)) return { strike: strikesOf(1, prng.next())[0] };
  if (prng.chance(CHANCES.cancel)) return { cancelAfter: prng.below(40) };
  return {};
}

/** Draws one to three changes until the settings fit together. */
function changed(prng: Prng, given: Given): Given {
  // A setting with more values is drawn more often.
  const open = SETTING_NAMES.flatMap((name) => {
    const part = SETTING_VALUES[name];
    return 'values' in part ? part.values.map(() => name) : [];
  });
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const names = [...new Set(shuffled(open, prng))].slice(0, 1 + prng.below(3));
    const changes = names.map((name) => [name, drawn(prng, name, given[name])]);
    const fit = fitting({ ...given, ...(Object.fromEntries(changes) as Given) }, names);
    if (fit && JSON.stringify(fit) !== JSON.stringify(given)) return fit;
  }
  return given;
}

/** Another value than the present one. */
function drawn(prng: Prng, name: Name, present: unknown): unknown {
  const part = SETTING_VALUES[name];
  if (!('values' in part) || (present !== undefined && prng.chance(CHANCES.default))) return undefined;
  const others = part.values.filter((value) => JSON.stringify(value) !== JSON.stringify(present));
  return others.length === 0 ? undefined : prng.pick(others);
}

/** As its owner does: what a change leaves without what it needs gets its default; undefined if the change itself is refused. */
function fitting(given: Given, changes: readonly Name[]): Given | undefined {
  const problem = problemOf(given);
  if (problem === undefined) return given;
  const named = SETTING_NAMES.find((name) => problem.match(/^Settings? (\w+)/)?.[1] === name);
  if (named === undefined || changes.includes(named) || given[named] === undefined) return undefined;
  return fitting({ ...given, [named]: undefined }, changes);
}

/** Why these settings are refused. */
function problemOf(given: Given): string | undefined {
  try {
    checkSettings(
      (name) => writtenOf(given, name),
      process.cwd(),
      () => '',
    );
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const writtenOf = (given: Given, name: Name): unknown =>
  name === 'archive' ? keptArchive(archiveOf(given)) : given[name];

const WORDS = ['pan', 'shoe', 'lamp'];

/** The archive with the price of these settings. */
export const archiveOf = ({ archive }: Given): Buffer =>
  smallShop({ words: WORDS, ...(archive !== undefined && { price: archive as number }) });

/** The settings that differ, with their new values; `null` for the default. */
export function changesOf(before: Given, after: Given): Record<string, unknown> {
  const differ = SETTING_NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(differ.map((name) => [name, after[name] ?? null]));
}
