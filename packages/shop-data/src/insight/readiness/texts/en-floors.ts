import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { learnsFrom, rowsFor, trainableUseCases } from '../figures';
import type { TextsOfRules } from '../rule';
import type { TrainingCounts } from '../shop-facts';

/** Names of the minimums that Amazon Personalize enforces. */
export type FloorName = 'importRows' | 'usersWithTwo' | 'shareWithTwo' | 'rowsOfType';

/** Texts of the floors in one language. */
export type FloorTexts = TextsOfRules<TrainingCounts, FloorName>;

const IMPORT_FAILS = 'The import of the interactions fails, and nothing is trained.';
export const TRAINING_FAILS = 'The import succeeds, and then the recommender ends as CREATE FAILED.';

const MORE_DATA = 'Deliver a longer period, or hold out less (setting holdout).';
export const ONE_ID = 'If user ids are ids of sessions, use one id for all visits of a user.';

/** Says how to start with the use cases that the shop can have. */
function trainTheOthers(counts: TrainingCounts): string {
  const names = trainableUseCases(counts);
  return `It can have -c useCases=${names}.`;
}

/** The floors' texts in English. The preparing function includes them. */
export const EN_FLOORS: FloorTexts = {
  importRows: {
    found: ({ rows }) => `Training has ${countInWords(rows, 'interaction', 'interactions')}`,
    threshold: 'an import needs 1,000',
    willDo: IMPORT_FAILS,
    remedy: MORE_DATA,
  },
  usersWithTwo: {
    found: ({ usersWithTwo }) =>
      `${countInWords(usersWithTwo, 'user has', 'users have')} two or more interactions in training`,
    threshold: 'every use case needs 25 such users',
    willDo: TRAINING_FAILS,
    remedy: `${MORE_DATA} ${ONE_ID}`,
  },
  shareWithTwo: {
    found: ({ usersWithTwo, users }) =>
      `${grouped(usersWithTwo)} of ${countInWords(users, 'user has', 'users have')} two or more interactions in training`,
    threshold: 'every use case needs 1% of the users',
    willDo: TRAINING_FAILS,
    remedy: ONE_ID,
  },
  rowsOfType: {
    found: (counts, useCase) =>
      `Training has ${countInWords(rowsFor(counts, useCase), `${learnsFrom(useCase)} interaction`)}`,
    threshold: 'training on them needs 1,000',
    willDo: TRAINING_FAILS,
    remedy: (counts, useCase) =>
      rowsFor(counts, useCase) === 0
        ? `${trainTheOthers(counts)} If the shop has ${learnsFrom(useCase)} events by another name, map them (settings eventTypes and data).`
        : `Deliver a longer period, map more of the archive’s event types to ${learnsFrom(useCase)} (setting ` +
          `eventTypes), or leave the use case out. ${trainTheOthers(counts)}`,
  },
};
