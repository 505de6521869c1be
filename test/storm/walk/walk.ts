import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import { SETTING_NAMES, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { createPrng, shuffled, type Prng } from '@ecommerce-recommenders/tools/sample/prng';
import { keptArchive } from '../../support/kept-archive';
import { mayBeStopped, type ByHand } from './by-hand';
import { isRefused } from './refused';
import { faultSetsOf } from '../fault-plans';
import { PLACES, type Place } from '../shop-assemblies';
import { smallShop } from '../small-shop';
import type { FaultSet } from '../run-under-faults';
import { SETTING_VALUES } from './setting-values';

type Name = keyof Settings;

/** Settings as in cdk.json, except that `archive` is what its shop sells; others have their defaults. */
export type Given = { readonly [Setting in Name]?: unknown };

/** What is deployed. */
export interface Configuration {
  readonly place: Place;
  readonly given: Given;
  /** Whether the last release deploys it, which has its own app. @default - this checkout does */
  readonly isOfRelease?: true;
}

/** One deployment of a walk, over the one before. */
export interface Step {
  readonly configuration: Configuration;
  /** Whether the stack is destroyed first. @default false */
  readonly isAnew?: boolean;
  /** What somebody does before. @default - nothing */
  readonly byHand?: ByHand;
  /** The faults of the deployment. @default - none */
  readonly strike?: FaultSet;
  /** Number of turns of the clock after which an update is cancelled, and a stack in creation destroyed. @default - neither */
  readonly cancelAfter?: number;
}

/** The life of a stack; it is destroyed at the end. */
export interface Walk {
  /** Whether imports take longer than one custom resource may wait. @default false */
  readonly hasSlowImports?: boolean;
  readonly steps: readonly Step[];
  /** The faults of the destroy. @default - none */
  readonly end?: FaultSet;
}

/** What most walks begin with: small, because every training takes time. */
const BASE: Given = {
  trainingTimeoutHours: 1,
  // Answers show what the dataset says of the items.
  useCases: { 'most-viewed': {}, 'best-sellers': { metadata: true } },
};

const PLACE_NAMES = Object.keys(PLACES) as Place[];
const MAX_DRAWS = 50;
const MAX_TURNS = 40;

/** Chances in a hundred. */
const CHANCES = {
  back: 15,
  repeat: 3,
  move: 20,
  strike: 33,
  cancel: 10,
  anew: 5,
  stopped: 40,
  untagged: 8,
  slow: 15,
  release: 25,
  refused: 20,
  default: 40,
} as const;

/** Makes a walk; the same seed gives the same one. No step is based on one that is refused. */
export function walkOf(seed: number, count: number): Walk {
  const prng = createPrng(seed);
  const steps: Step[] = [];
  let former: Configuration[] = [];
  while (steps.length < count) {
    const configuration = nextConfiguration(prng, former);
    // What a removed table leaves keeps its columns, so that every former step counts.
    const keepsColumns = !former.some((one) =>
      isRefused({ ...one, place: configuration.place }, configuration),
    );
    const isAnew = former.length > 0 && prng.chance(CHANCES.anew);
    const follows = keepsColumns && (former.length === 0 || !isRefused(former.at(-1)!, configuration));
    if (!isAnew && !follows && !prng.chance(CHANCES.refused)) continue;
    const last = former.at(-1);
    if (isAnew) former = [configuration];
    else if (follows) former.push(configuration);
    const step = {
      configuration,
      ...(isAnew && { isAnew }),
      ...(last && !isAnew && byHand(prng, last)),
      ...weather(prng),
    };
    steps.push(failingWhileStopped(step) ?? step);
  }
  const end = prng.chance(CHANCES.strike) && { end: strikeOf(prng) };
  if (!prng.chance(CHANCES.slow)) return { steps, ...end };
  return { steps: steps.map(patient), ...end, hasSlowImports: true };
}

/** Waits longer than slow imports take. */
function patient(step: Step): Step {
  const { given } = step.configuration;
  if (given.trainingTimeoutHours !== 1) return step;
  return { ...step, configuration: { ...step.configuration, given: { ...given, trainingTimeoutHours: 2 } } };
}

function byHand(prng: Prng, { given }: Configuration): Pick<Step, 'byHand'> {
  if (mayBeStopped(given) && prng.chance(CHANCES.stopped)) return { byHand: 'recommenders are stopped' };
  return prng.chance(CHANCES.untagged) ? { byHand: 'tags are lost' } : {};
}

function nextConfiguration(prng: Prng, former: readonly Configuration[]): Configuration {
  const last = former.at(-1);
  if (last === undefined) {
    const given = changed(prng, BASE);
    return prng.chance(CHANCES.release)
      ? { place: 'app', given, isOfRelease: true }
      : { place: prng.pick(PLACE_NAMES), given };
  }
  // Nothing promises that a stack can go back to a release.
  const ofCheckout = ({ place, given }: Configuration): Configuration => ({ place, given });
  if (prng.chance(CHANCES.repeat)) return ofCheckout(last);
  const others = former.filter((one) => JSON.stringify(one) !== JSON.stringify(last));
  if (others.length > 0 && prng.chance(CHANCES.back)) return ofCheckout(prng.pick(others));
  const place = prng.chance(CHANCES.move) ? prng.pick(PLACE_NAMES) : last.place;
  return { place, given: changed(prng, last.given) };
}

const weather = (prng: Prng): Pick<Step, 'strike' | 'cancelAfter'> => ({
  ...(prng.chance(CHANCES.strike) && { strike: strikeOf(prng) }),
  ...(prng.chance(CHANCES.cancel) && { cancelAfter: prng.below(MAX_TURNS) }),
});

const strikeOf = (prng: Prng): FaultSet => faultSetsOf(1, prng.next())[0];

/** Other options for recommenders, and one more, which is denied: the waits for training have no part in such a rollback. */
const FASTER = {
  useCases: {
    'most-viewed': { minRecommendationRequestsPerSecond: 2 },
    'best-sellers': { metadata: true, minRecommendationRequestsPerSecond: 2 },
    'recommended-for-you': {},
  },
};
const ONE_MORE_DENIED: FaultSet = {
  faults: [{ fault: 'access-denied', operation: 'CreateRecommender' }],
  seed: 1,
};

/**
 * A calm step after recommenders were stopped, as one that starts them to update them and then fails: chance alone hardly ever makes
 * this sequence.
 */
function failingWhileStopped(step: Step): Step | undefined {
  const { configuration, byHand: done, strike, cancelAfter } = step;
  const given = { ...configuration.given, ...FASTER };
  const isCalm = strike === undefined && cancelAfter === undefined;
  if (done !== 'recommenders are stopped' || !isCalm || !mayBeStopped(given)) return undefined;
  if (problemOf(given) !== undefined) return undefined;
  return { ...step, configuration: { ...configuration, given }, strike: ONE_MORE_DENIED };
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

/** The settings of all names. @throws Error if they are refused */
export const settingsOf = (given: Given): Settings =>
  checkSettings(
    (name) => writtenOf(given, name),
    process.cwd(),
    settingTerms(() => ''),
  );

/** Why these settings are refused. */
function problemOf(given: Given): string | undefined {
  try {
    settingsOf(given);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const writtenOf = (given: Given, name: Name): unknown =>
  name === 'archive' ? keptArchive(archiveOf(given)) : given[name];

const WORDS = ['pan', 'shoe', 'lamp'];

/** What the shop of an archive sells. */
export interface Stock {
  /** Of every item. */
  readonly price: number;
  /** Number of items, from `i0` on. */
  readonly items: number;
}

/** What a shop of these settings sells. */
export const stockOf = ({ archive }: Given): Stock => ({ price: 9.5, items: 12, ...(archive as object) });

/** The archive of these settings. */
export const archiveOf = (given: Given): Buffer => smallShop({ words: WORDS, ...stockOf(given) });

/** The settings that differ, with their new values; `null` for the default. */
export function changesOf(before: Given, after: Given): Record<string, unknown> {
  const differ = SETTING_NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(differ.map((name) => [name, after[name] ?? null]));
}
