import { bestOf, choiceOf, firstTen, ndcg, type Candidate, type Choice } from './choice';
import type { HISTORY, Constants } from './constants';
import { eventWeights } from './event-weights';
import { WINDOWS } from './evaluation/popular-window';
import { nextQuestions, type NextQuestion } from './evaluation/next-questions';
import { sampled, seededRandom } from './evaluation/seeded-random';
import { splitAtTime } from './evaluation/time-split';
import { heldOutRows } from './held-out-rows';
import { historyModels } from './history-models';
import { HistoryParts, recentShares, type HistoryMix } from './history-parts';
import { historyWeigher } from './history-weights';
import { rowsWhere, type Interactions } from './interactions';
import { servedOf } from './learner';
import { scoredPopularity } from './popularity';
import { timeSlices } from './time-slices';
import type { TrainingOptions } from './training-options';

/** Maximum number of users in either split. That takes a few seconds at most, because a history has at most 200 interactions. */
const QUESTIONS = 4000;

/** Maximum number of items in the linear model while models are compared. */
const MAX_ITEMS = 1500;

const SEED = 4;

/** Candidates; the first one is the default. */
const MIXES: readonly HistoryMix[] = [
  { linear: 1, cosine: 0 },
  { linear: 1, cosine: 1 },
  { linear: 0, cosine: 1 },
].flatMap((models) => [0.1, 0.5].map((self) => ({ ...models, self })));

const nameOf = ({ linear, cosine, self }: HistoryMix): string =>
  `${[...(linear > 0 ? ['EASE'] : []), ...(cosine > 0 ? ['cosine'] : [])].join(' + ')}, self ${self}`;

/** How a user's list is ranked. */
interface Ranked {
  /** Without a mix, only popular items are ranked. */
  readonly mix?: HistoryMix;
  /**
   * Days over which popular items are counted. With a mix, each item's share of their interactions is added to its
   * share of the scores. @default - all days; with a mix, popularity then ranks only the items without a score
   */
  readonly days?: number;
}

/** The best ranking. If that is popular items, it also names the best mix. */
export interface HistoryChoice extends Choice, Ranked {
  readonly mix: HistoryMix;
  /** Whether popular items are the list of every user. */
  readonly isPopular: boolean;
}

interface HistoryCandidate extends Candidate, Ranked {
  readonly gains: number[];
  readonly byUser: number[];
}

/** The model's name, with the days of the popular items. */
const candidateOf = ({ mix, days }: Ranked): HistoryCandidate => {
  const recent = days === undefined ? 'popularity' : `popularity of ${days} days`;
  const model = mix === undefined ? recent : days === undefined ? nameOf(mix) : `${nameOf(mix)} + ${recent}`;
  return { model, mix, days, gains: [], byUser: [] };
};

/**
 * Chooses the mix, or the popular items, or the sum of both that best predict what users do next. The models are trained on older
 * rows, and answer the questions of {@link nextQuestions}, as in a shop where today's model serves tomorrow. In a second split,
 * the newest tenth of users' rows is predicted, see {@link bestOf}. Without evidence, the most popular items of all time rank.
 *
 * NDCG counts all wanted items, even those that the user knows, because the list shows these, too, and shoppers come back to
 * them.
 */
export async function chooseHistory(
  interactions: Interactions,
  options: TrainingOptions,
  constants: Constants<typeof HISTORY>,
): Promise<HistoryChoice> {
  const ways = [
    { way: 'gains', judge: await judgeOf(splitForward(interactions), options, constants) },
    { way: 'byUser', judge: await judgeOf(splitByUser(interactions), options, constants) },
  ] as const;
  const judged = async (ranked: readonly Ranked[]): Promise<HistoryCandidate[]> => {
    const candidates = ranked.map(candidateOf);
    for (const { way, judge } of ways) await judge(candidates, (one, gain) => one[way].push(gain));
    return candidates;
  };
  const [usual, ...others] = await judged(MIXES.map((mix) => ({ mix })));
  const alone = bestOf([usual, ...others]);
  const { mix = MIXES[0] } = alone;
  // Popular items in the same pass: what takes long is to spread the histories.
  const [popular, ...rest] = await judged([
    {},
    ...WINDOWS.map((days) => ({ days })),
    ...WINDOWS.map((days) => ({ mix, days })),
  ]);
  const [recent, withRecent] = [rest.slice(0, WINDOWS.length), rest.slice(WINDOWS.length)];
  const best = bestOf([popular, ...recent, bestOf([alone, ...withRecent])]);
  const beside = [...others, usual, popular, ...rest].filter(({ model }) => model !== best.model);
  return { ...choiceOf(best, beside), mix, isPopular: best.mix === undefined, days: best.days };
}

/** Rows to learn from, and questions about later ones. */
interface AskedSplit {
  readonly training: Interactions;
  readonly questions: readonly Omit<NextQuestion, 'isNewcomer'>[];
}

function splitForward(interactions: Interactions): AskedSplit {
  const split = splitAtTime(interactions);
  const random = seededRandom(SEED);
  const questions = nextQuestions('recommended-for-you', interactions, split, random);
  return { training: split.training, questions: sampled(questions, QUESTIONS, random) };
}

function splitByUser(interactions: Interactions): AskedSplit {
  const { items, events, eventTypes, users } = interactions;
  const isPurchase = eventWeights(eventTypes, { Purchase: 1 });
  const isHeldOut = new Uint8Array(users.length);
  const questions = heldOutRows(interactions, () => true, QUESTIONS).flatMap(({ user, known, later }) => {
    for (const row of later) isHeldOut[row] = 1;
    const excluded = new Set(
      Array.from(
        known.filter((row) => isPurchase[events[row]] > 0),
        (row) => items[row],
      ),
    );
    const wanted = new Set(Array.from(later, (row) => items[row]).filter((item) => !excluded.has(item)));
    return wanted.size > 0 ? [{ query: { user }, wanted, excluded }] : [];
  });
  return { training: rowsWhere(interactions, (row) => isHeldOut[row] === 0), questions };
}

/** Trains both models. Returns a function that computes the NDCG@10 of each candidate for each question. */
async function judgeOf(
  { training, questions }: AskedSplit,
  options: TrainingOptions,
  constants: Constants<typeof HISTORY>,
): Promise<
  (
    candidates: readonly HistoryCandidate[],
    take: (candidate: HistoryCandidate, gain: number) => void,
  ) => Promise<void>
> {
  if (questions.length === 0) return async () => {};
  const pause = timeSlices(options.signal);
  const models = await historyModels(training, { ...options, maxItems: MAX_ITEMS }, constants);
  const parts = new HistoryParts(models, training.itemIds.length);
  const weigh = historyWeigher(servedOf(training), constants.ageDays);
  const nothing = { items: new Uint32Array(), scores: new Float64Array() };
  const all = scoredPopularity(training, 'View').items;
  const windows = new Map(WINDOWS.map((days) => [days, scoredPopularity(training, 'View', days)]));
  const shares = new Map(Array.from(windows, ([days, popular]) => [days, recentShares(popular)]));
  return async (candidates, take) => {
    for (const { query, wanted, excluded } of questions) {
      await pause();
      parts.spread(weigh(query));
      for (const candidate of candidates) {
        const { mix, days = Infinity } = candidate;
        const scored = mix ? parts.mixed(mix, shares.get(days)) : nothing;
        const popular = windows.get(days)?.items ?? all;
        take(
          candidate,
          ndcg(
            firstTen(scored, popular, (item) => excluded.has(item)),
            wanted,
          ),
        );
      }
    }
  };
}
