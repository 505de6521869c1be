import { resolve } from 'node:path';
import { userRows, type Interactions } from '../src/interactions';
import { userSegments } from '../src/user-segments';
import { heldOut, type HeldOut } from '../../../test/support/held-out';
import { interactionsOf, type Row } from '../../../test/support/interactions';

const SAMPLE = resolve(__dirname, '../../../assets/RetailSampleDataSet.tar.gz');
const LENGTH = 25;

/** Items, and the users who had an interaction with any of them in the held-out tenth. */
interface Question {
  readonly items: readonly number[];
  readonly wanted: ReadonlySet<number>;
}

/** Whether the first 25 users contain a wanted one, and their NDCG, as means over all questions. */
function measured(questions: readonly Question[], lists: readonly (readonly number[])[]) {
  let hits = 0;
  let ndcg = 0;
  questions.forEach(({ wanted }, at) => {
    let found = 0;
    let best = 0;
    for (let place = 0; place < LENGTH; place++) {
      const gain = 1 / Math.log2(place + 2);
      if (wanted.has(lists[at][place])) found += gain;
      if (place < wanted.size) best += gain;
    }
    ndcg += found / best / questions.length;
    hits += (found > 0 ? 1 : 0) / questions.length;
  });
  return { hits, ndcg };
}

// Predicts the users of the newest tenth of each user's rows in the sample archive.
describe('held-out users of the sample', () => {
  let data: HeldOut;
  let interactions: Interactions;
  let byActivity: number[];

  beforeAll(async () => {
    data = await heldOut(SAMPLE);
    const rows = [...data.training].flatMap(([userId, history]) =>
      history.map(({ itemId, eventType, timestamp }): Row => [userId, itemId, eventType, timestamp]),
    );
    interactions = interactionsOf(rows);
    const starts = userRows(interactions);
    const count = (user: number): number => starts[user + 1] - starts[user];
    byActivity = [...interactions.userIds.keys()].sort((u, v) => count(v) - count(u));
  });

  /** One question per key. Items without a key are left out. */
  function questionsBy(keyOf: (itemId: string) => string | undefined): Question[] {
    const users = new Map(interactions.userIds.map((id, user) => [id, user]));
    const itemsOf = new Map<string, number[]>();
    interactions.itemIds.forEach((id, item) => {
      const key = keyOf(id);
      if (key !== undefined) itemsOf.set(key, [...(itemsOf.get(key) ?? []), item]);
    });
    const wantedOf = new Map<string, Set<number>>();
    for (const [userId, history] of data.validation)
      for (const { itemId } of history) {
        const key = keyOf(itemId);
        const user = users.get(userId);
        if (key !== undefined && user !== undefined)
          wantedOf.set(key, (wantedOf.get(key) ?? new Set()).add(user));
      }
    return [...itemsOf].flatMap(([key, items]) => {
      const wanted = wantedOf.get(key);
      return wanted ? [{ items, wanted }] : [];
    });
  }

  async function compare(questions: readonly Question[]) {
    const lists: number[][] = [];
    const segments = (await userSegments(interactions)).segmentsOf(questions.map(({ items }) => items));
    for await (const { users } of segments) {
      const first: number[] = [];
      for (const user of users) if (first.push(user) === LENGTH) break;
      lists.push(first);
    }
    return {
      segment: measured(questions, lists),
      activity: measured(
        questions,
        questions.map(() => byActivity),
      ),
    };
  }

  it('are found for an item ten times as well as by activity', async () => {
    const questions = questionsBy((itemId) => itemId);
    expect(questions.length).toBeGreaterThan(1_500);
    const { segment, activity } = await compare(questions);
    expect(segment.ndcg).toBeGreaterThan(10 * activity.ndcg);
    expect(segment.hits).toBeGreaterThan(4 * activity.hits);
  });

  it('are found for a category three times as well as by activity', async () => {
    const questions = questionsBy((itemId) => data.catalogue.categories.get(itemId));
    expect(questions.length).toBeGreaterThan(5);
    const { segment, activity } = await compare(questions);
    expect(segment.ndcg).toBeGreaterThan(3 * activity.ndcg);
  });
});
