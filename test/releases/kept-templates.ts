import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/stack-name';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { synthesise } from '../lib/support/synthesise';

/** Settings in the form of cdk.json. */
export type GivenSettings = { readonly [Name in Exclude<keyof Settings, 'stage'>]?: unknown } & {
  readonly stage?: string;
};

export type KeptName = 'default' | 'everything' | 'glue' | 'tagged';

/** The stored template of a release for each of these settings. */
export const KEPT_SETTINGS: Readonly<Record<KeptName, GivenSettings>> = {
  default: {},
  everything: {
    useCases: Object.fromEntries(USE_CASE_NAMES.map((name) => [name, { metadata: true }])),
    eventTracker: true,
    filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
    createKey: true,
    retainData: true,
    freshData: true,
    freshDataSchedule: 'rate(1 day)',
    runningHours: { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' },
    stopWhenIdleHours: 3,
    watch: true,
    notify: ['owner@shop.test'],
    monthlyBudget: 1500,
  },
  glue: { source: 's3://shop-exports/day/', sourceVersion: '1', preparation: 'glue' },
  tagged: { stage: 'test', tags: { team: 'shop' } },
};

export const KEPT_NAMES = Object.keys(KEPT_SETTINGS) as KeptName[];

/** What `cdk deploy` passes to CloudFormation. */
export interface KeptTemplate {
  /** Tags of the stack itself, by key. */
  readonly stackTags: Readonly<Record<string, string>>;
  readonly template: { readonly Resources: Readonly<Record<string, KeptResource>> };
}

/** A resource of a template. */
export interface KeptResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The current code's output for these settings. */
export function templateOfToday(name: KeptName): KeptTemplate {
  return synthesised(KEPT_SETTINGS[name]);
}

const known = new Map<string, KeptTemplate>();

/** The current code's output for any settings, cached. */
export function synthesised(settings: GivenSettings): KeptTemplate {
  const key = JSON.stringify(settings);
  const found = known.get(key);
  if (found) return found;
  const stackName = stackNameOf(settings.stage ?? '');
  const { stack, template } = synthesise({ context: settings, stackName });
  const made = { stackTags: stack.tags.tagValues(), template: template.toJSON() as KeptTemplate['template'] };
  known.set(key, made);
  return made;
}

/** Releases with stored templates, by version. */
export const keptReleases = (): string[] =>
  readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** A release's output for these settings. */
export function templateOfRelease(version: string, name: KeptName): KeptTemplate {
  return JSON.parse(readFileSync(join(__dirname, version, `${name}.json`), 'utf8')) as KeptTemplate;
}
