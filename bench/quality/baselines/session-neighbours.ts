import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import type { Query, Recommender } from '@ecommerce-recommenders/models/recommender';
import { bestOf, chained, historiesOf, popularItems } from './rank-by-scores';

/** How many sessions are compared per session kept: those with a common item that ended last. */
const SAMPLED = 10;

/** How much less a session counts for each step from the user's latest item to the latest common one. */
const STEP = 0.1;

/**
 * V-SKNN of Ludewig, Jannach (2018). Of the latest sessions with a common item, the k most similar ones vote for
 * their items. Similarity is the sum of the weights of the common items, which grow linearly to 1 for the latest one.
 *
 * @param k - number of sessions that vote
 */
export function sessionNeighbours(interactions: Interactions, k: number): Recommender {
  const { timestamps, itemIds, userIds } = interactions;
  const rows = userRows(interactions);
  const popular = popularItems(interactions);
  const historyOf = historiesOf(interactions);
  const sessionOf = (query: Query): number[] => [...new Set(historyOf(query).map(({ item }) => item))];
  const endOf = (user: number): number => timestamps[rows[user + 1] - 1];
  const users: number[][] = itemIds.map(() => []);
  for (let user = 0; user < userIds.length; user++)
    for (const item of sessionOf({ user })) users[item].push(user);
  for (const own of users) own.sort((a, b) => endOf(b) - endOf(a) || a - b);
  const sums = new Float64Array(itemIds.length);
  return {
    rank(query) {
      const session = sessionOf(query);
      const similarity = new Map<number, { weight: number; steps: number }>();
      session.forEach((item, steps) => {
        for (const other of users[item].slice(0, SAMPLED * k)) {
          if (other === query.user) continue;
          const known = similarity.get(other);
          const weight = (session.length - steps) / session.length;
          if (known) known.weight += weight;
          else similarity.set(other, { weight, steps });
        }
      });
      const kept = [...similarity]
        .sort(([a], [b]) => endOf(b) - endOf(a) || a - b)
        .slice(0, SAMPLED * k)
        .sort(([a, one], [b, other]) => other.weight - one.weight || a - b)
        .slice(0, k);
      sums.fill(0);
      for (const [other, { weight, steps }] of kept)
        for (const item of sessionOf({ user: other })) sums[item] += weight * Math.max(0, 1 - STEP * steps);
      const best = bestOf(sums);
      return { items: chained(best, popular), answered: best.length };
    },
  };
}
