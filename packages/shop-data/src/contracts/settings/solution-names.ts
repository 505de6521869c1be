import type { Settings } from './settings';

/** Names of solutions without the shop's name before them and the digest of the columns after them. */
export const SOLUTION_NAMES = {
  ranking: 'ranking',
  items: 'segments-items',
  queries: 'segments-queries',
  users: 'batches-users',
} as const;

/** Names of the solutions that a shop has. */
export const solutionNames = ({
  ranking,
  segments,
  batches,
}: Pick<Settings, 'ranking' | 'segments' | 'batches'>): string[] => [
  ...(ranking ? [SOLUTION_NAMES.ranking] : []),
  ...(segments && segments.items.length > 0 ? [SOLUTION_NAMES.items] : []),
  ...(segments && Object.keys(segments.queries).length > 0 ? [SOLUTION_NAMES.queries] : []),
  ...(batches ? [SOLUTION_NAMES.users] : []),
];
