import { heldOutShare, heldOutWarning } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import type { Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { ArchiveProfile } from '../profile/archive-profile';
import { STAND_IN } from './measured-bars';

/** Version of the structure of {@link exploreJson}: incremented when a member is removed or changes its meaning. */
const FORMAT = 2;

/** What an exploration found. */
interface Explored {
  readonly archive: string;
  readonly profile: ArchiveProfile;
  readonly measurement: Measurement;
  readonly readiness: readonly Readiness[];
  /** How many records of the shop's own files were read and left out, in sentences. */
  readonly notes: readonly string[];
}

/** What `explore --json` prints; docs/verdicts.md describes it. Shares are from 0 to 1. */
export function exploreJson({ archive, profile, measurement, readiness, notes }: Explored): object {
  const { facts, items, users, duplicates } = profile;
  const warning = heldOutWarning(facts);
  return {
    format: FORMAT,
    archive,
    note: STAND_IN,
    items: items?.rows ?? null,
    users: users?.rows ?? profile.perUser.length,
    interactions: {
      kept: facts.keptRows,
      duplicates,
      training: facts.rows,
      heldOut: facts.keptRows - facts.rows,
      heldOutShare: heldOutShare(facts),
    },
    measurement: {
      trainedUntil: new Date(1000 * measurement.until).toISOString(),
      users: measurement.users,
      sampledUsers: measurement.sampledUsers,
    },
    orders: measurement.orders ?? null,
    warnings: warning === undefined ? [] : [warning],
    notes,
    useCases: readiness.map(({ useCase, verdict, reasons, measured }) => ({
      useCase,
      title: USE_CASES[useCase].title,
      verdict,
      reasons: reasons.map(({ found, threshold, willDo, remedy }) => ({ found, threshold, willDo, remedy })),
      measured: measured ?? null,
    })),
  };
}
