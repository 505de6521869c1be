/** z of a one-sided test at 5 %. A model must be better by this many standard errors to replace the default. */
export const CERTAINTY = 1.645;

/**
 * The same by number of candidates, among which the 5 % are divided.
 *
 * @see Dunn: Multiple Comparisons among Means (1961) for the Bonferroni correction
 */
const CERTAINTY_OF_SEVERAL = [0, CERTAINTY, 1.96, 2.128, 2.241, 2.326, 2.394, 2.45, 2.498, 2.539, 2.576];

/** Length of the lists that are compared. */
const LENGTH = 10;

/** The model that a training chose among several. */
export interface Choice {
  readonly model: string;
  /** The best of the other models by {@link margin}. */
  readonly runnerUp: string;
  /**
   * Mean NDCG@10 of the chosen model minus that of the runner-up, forward in time. Negative if the runner-up is
   * ahead, but not significantly, or if the other split contradicts it.
   */
  readonly margin: number;
  /** Number of users whose lists were compared, forward in time. */
  readonly questions: number;
}

/** Copies only the members of {@link Choice} from an object that may have more. */
export const numbersOf = ({ model, runnerUp, margin, questions }: Choice): Choice => ({
  model,
  runnerUp,
  margin,
  questions,
});

/** A model and its NDCG@10 for each question. */
export interface Candidate {
  readonly model: string;
  /** Split forward in time: the model knows no row that is newer than a question. */
  readonly gains: readonly number[];
  /**
   * Split by user, with other questions: each user's newest rows. They may be older than rows of other users that the
   * model knows.
   */
  readonly byUser?: readonly number[];
}

/** Differences d to other gains: their mean, and its lower confidence bound. The standard error of the mean is about √Σd² / n. */
function above(
  gains: readonly number[],
  others: readonly number[],
  certainty: number,
): { readonly mean: number; readonly low: number } {
  let sum = 0;
  let squares = 0;
  for (let question = 0; question < gains.length; question++) {
    const difference = gains[question] - others[question];
    sum += difference;
    squares += difference ** 2;
  }
  const questions = Math.max(1, gains.length);
  return { mean: sum / questions, low: (sum - certainty * Math.sqrt(squares)) / questions };
}

/**
 * The first candidate, unless another one is better; then that one, unless yet another is better. A candidate is
 * better if one split shows it significantly ({@link above}) and the other split does not show it to be worse.
 * Neither split alone suffices: one moment is one week of one season, and rows of one user do not show what is in
 * fashion. Of several better ones, the one with the highest bounds wins.
 */
export function bestOf<Of extends Candidate>(candidates: readonly [Of, ...Of[]]): Of {
  const certainty = CERTAINTY_OF_SEVERAL[candidates.length - 1];
  if (certainty === undefined)
    throw new Error(`There is no bound for ${candidates.length} models. Add it to CERTAINTY_OF_SEVERAL.`);
  let best: Of;
  let next: Of | undefined = candidates[0];
  do {
    best = next;
    let bound = -Infinity;
    next = undefined;
    for (const candidate of candidates) {
      const forward = above(candidate.gains, best.gains, certainty);
      const byUser = above(candidate.byUser ?? [], best.byUser ?? [], certainty);
      const isBetter = Math.min(forward.mean, byUser.mean) >= 0 && Math.max(forward.low, byUser.low) > 0;
      if (isBetter && forward.low + byUser.low > bound) [next, bound] = [candidate, forward.low + byUser.low];
    }
  } while (next);
  return best;
}

/** The numbers of a choice. @param others - at least one */
export function choiceOf(chosen: Candidate, others: readonly Candidate[]): Choice {
  const questions = chosen.gains.length;
  const mean = ({ gains }: Candidate): number =>
    gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, questions);
  const runnerUp = others.reduce((best, other) => (mean(other) > mean(best) ? other : best));
  return { model: chosen.model, runnerUp: runnerUp.model, margin: mean(chosen) - mean(runnerUp), questions };
}

/** Discount of each place in a list: the later, the less it counts. */
const DISCOUNTS = Float64Array.from({ length: LENGTH }, (_, place) => 1 / Math.log2(place + 2));

/** NDCG@10 of a list of distinct items, best first. */
export function ndcg(list: ArrayLike<number>, wanted: ReadonlySet<number>): number {
  let gain = 0;
  let ideal = 0;
  for (let place = 0; place < LENGTH; place++) {
    if (place < list.length && wanted.has(list[place])) gain += DISCOUNTS[place];
    if (place < wanted.size) ideal += DISCOUNTS[place];
  }
  return gain / ideal;
}

/** Distinct items in any order, and their scores. */
export interface ScoredItems {
  readonly items: Uint32Array;
  /** Scores in the order of the items. */
  readonly scores: Float64Array;
}

/**
 * The first ten of the items with a positive score, ties by item; after them, the other items by popularity.
 *
 * @param popular - items by popularity; at least ten that are not excluded, if there are as many
 */
export function firstTen(
  { items, scores }: ScoredItems,
  popular: Iterable<number>,
  isExcluded: (item: number) => boolean,
): number[] {
  const list: number[] = [];
  const listScores: number[] = [];
  let least = 0;
  for (let at = 0; at < items.length; at++) {
    const score = scores[at];
    if (!(score > 0) || score < least) continue;
    const item = items[at];
    const isBefore = (place: number): boolean =>
      score > listScores[place] || (score === listScores[place] && item < list[place]);
    // The look-up comes last, because few items are ahead of the tenth.
    if ((list.length === LENGTH && !isBefore(LENGTH - 1)) || isExcluded(item)) continue;
    let place = list.length === LENGTH ? LENGTH - 1 : list.length;
    for (; place > 0 && isBefore(place - 1); place--) {
      list[place] = list[place - 1];
      listScores[place] = listScores[place - 1];
    }
    list[place] = item;
    listScores[place] = score;
    if (list.length === LENGTH) least = listScores[LENGTH - 1];
  }
  for (const item of popular) {
    if (list.length >= LENGTH) break;
    if (!list.includes(item) && !isExcluded(item)) list.push(item);
  }
  return list;
}
