import { USE_CASES, type UseCase } from '@ecommerce-recommenders/personalize/use-cases';
import type { Choice } from '@ecommerce-recommenders/models/choice';
import { estimates, type Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import { sampled, seededRandom } from '@ecommerce-recommenders/models/evaluation/seeded-random';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { answersOf, interactionsOf, mean, type Answers } from './answers';
import { measureConstants, type ConstantResult } from './constants';
import {
  contendersOf,
  isPopularity,
  onlyEvents,
  PROJECT,
  TUNED_PROJECT,
  type Contender,
  type Variant,
} from './contenders';
import type { QualityData, QualityQuestion, QualityRow } from './quality-data';
import type { Split } from './splits';
import { TASKS, type Task } from './tasks';

/** A contender's result in a task. */
export interface QualityResult {
  readonly contender: string;
  /** The setting that was best inside training, empty without settings. */
  readonly setting: string;
  readonly ndcg: number;
  readonly hitRate: number;
  /** The same of what the user has no row with in training. */
  readonly unseenHitRate: number;
  /** NDCG and hit rate above this project's, over the same questions. */
  readonly ndcgAbove: Estimate;
  readonly hitRateAbove: Estimate;
  readonly trainingSeconds: number;
}

/** All contenders' results in a task. */
export interface TaskResults {
  readonly task: string;
  readonly questions: number;
  readonly results: readonly QualityResult[];
  /** What the project's training chose, where it has several models. */
  readonly choice?: Choice;
  /** Other values of the project's constants, inside training. */
  readonly constants: readonly ConstantResult[];
}

const MAX_QUESTIONS = 4000;

/** With fewer, a table says nothing: sessions end before a moment, or begin after it. */
const LEAST_QUESTIONS = 100;

const MAX_TUNING_QUESTIONS = 500;
const SEED = 1;

/** Rows above this are left out, by whole users: bounds memory and time. */
const MAX_ROWS = 2_000_000;

/** Measures every task that the data has questions for. */
export async function measureQuality(
  { rows }: QualityData,
  onResult: (task: string, result: QualityResult) => void,
): Promise<TaskResults[]> {
  const measured: TaskResults[] = [];
  const used = withinRows(rows);
  // Tasks with the same split share what is learned from it.
  const known = new Map<Task['split'], { readonly split: Split; readonly interactions: Interactions }>();
  for (const task of TASKS) {
    const made = (split: Split) => ({ split, interactions: interactionsOf(split.training) });
    const { split, interactions } = known.get(task.split) ?? made(task.split(used));
    known.set(task.split, { split, interactions });
    const questions = sampled(task.questions(split), MAX_QUESTIONS, seededRandom(SEED));
    if (questions.length < LEAST_QUESTIONS) continue;
    measured.push(await measureTask(task, split.training, interactions, questions, onResult));
  }
  return measured;
}

async function measureTask(
  task: Task,
  training: readonly QualityRow[],
  interactions: Interactions,
  questions: readonly QualityQuestion[],
  onResult: (task: string, result: QualityResult) => void,
): Promise<TaskResults> {
  const inner = task.split(training);
  const tuning = {
    interactions: interactionsOf(inner.training),
    questions: sampled(task.questions(inner), MAX_TUNING_QUESTIONS, seededRandom(SEED)),
  };
  const constants = task.triesConstants
    ? await measureConstants(
        task.useCase,
        tuning.interactions,
        sampled(task.questions(inner), MAX_QUESTIONS, seededRandom(SEED)),
      )
    : [];
  const results: QualityResult[] = [];
  let ours: Measured | undefined;
  for (const contender of contendersOf(task.useCase, interactions, constants)) {
    if (task.isOfStrangers && contender.name !== PROJECT && !isPopularity(contender.name)) continue;
    const variant = await tuned(task, contender, tuning.interactions, tuning.questions);
    const measured = await measure(task, contender, variant, interactions, questions);
    ours ??= measured;
    const above = (metric: 'ndcg' | 'hitRate'): number[] =>
      measured[metric].map((value, at) => value - ours![metric][at]);
    const [ndcgAbove, hitRateAbove] = estimates([above('ndcg'), above('hitRate')]);
    const result = {
      contender: contender.name,
      setting: variant.label,
      ndcg: mean(measured.ndcg),
      hitRate: mean(measured.hitRate),
      unseenHitRate: mean(measured.unseenHitRate),
      ndcgAbove,
      hitRateAbove,
      trainingSeconds: measured.trainingSeconds,
    };
    onResult(task.title, result);
    results.push(result);
  }
  return {
    task: task.title,
    questions: questions.length,
    results,
    constants,
    choice: ours?.choice,
  };
}

/** The variant with the best NDCG on a split inside training. */
async function tuned(
  task: Task,
  contender: Contender,
  interactions: Interactions,
  questions: readonly QualityQuestion[],
): Promise<Variant> {
  const { variants } = contender;
  if (variants.length === 1 || questions.length === 0) return variants[0];
  let best = { variant: variants[0], ndcg: -1 };
  for (const variant of variants) {
    const rough = { ...variant, train: variant.trainRoughly ?? variant.train };
    const ndcg = mean((await measure(task, contender, rough, interactions, questions)).ndcg);
    if (ndcg > best.ndcg) best = { variant, ndcg };
  }
  return best.variant;
}

interface Measured extends Answers {
  readonly choice?: Choice;
  readonly trainingSeconds: number;
}

async function measure(
  { useCase }: Task,
  { name }: Contender,
  { train }: Variant,
  interactions: Interactions,
  questions: readonly QualityQuestion[],
): Promise<Measured> {
  const { learnsFrom }: UseCase = USE_CASES[useCase];
  const begun = performance.now();
  const isOurs = name === PROJECT || name === TUNED_PROJECT;
  const recommender = await train(isOurs ? interactions : onlyEvents(interactions, learnsFrom));
  const trainingSeconds = (performance.now() - begun) / 1000;
  return { ...answersOf(recommender, interactions, questions), trainingSeconds, choice: recommender.choice };
}

/** All rows, or those of as many users as fit, in the order of their first rows. */
function withinRows(rows: readonly QualityRow[]): readonly QualityRow[] {
  if (rows.length <= MAX_ROWS) return rows;
  const users = [...new Set(rows.map(({ userId }) => userId))];
  const share = MAX_ROWS / rows.length;
  const kept = new Set(sampled(users, Math.floor(share * users.length), seededRandom(SEED)));
  return rows.filter(({ userId }) => kept.has(userId));
}
