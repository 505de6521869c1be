import { RANKING_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import {
  GetPersonalizedRankingCommand,
  GetRecommendationsCommand,
} from '@aws-sdk/client-personalize-runtime';
import type { S3Client } from '@aws-sdk/client-s3';
import { DATASET_PREFIX, DATASETS, VALIDATION_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import { catalogueOf } from '@ecommerce-recommenders/models/evaluation/catalogue';
import {
  type ComparedLists,
  compareLists,
  type EvaluationData,
} from '@ecommerce-recommenders/models/evaluation/compare-lists';
import { ofEventType, type Histories } from '@ecommerce-recommenders/models/evaluation/histories';
import {
  LONGEST_LIST,
  type Question,
  questionsOf,
} from '@ecommerce-recommenders/models/evaluation/questions';
import { readCategories, readHistories } from '@ecommerce-recommenders/models/evaluation/read-rows';
import {
  compareRankings,
  rankingQuestions,
} from '@ecommerce-recommenders/models/evaluation/compare-rankings';
import { sampled, seededRandom } from '@ecommerce-recommenders/models/evaluation/seeded-random';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import {
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { preparedBody } from '../deployed/prepared-body';
import { type RecommendClients, recommenderProblem } from '../recommend/recommend';
import { answeredUseCases, recommenderArnOf, type ShopLists, shopLists } from '../deployed/shop-lists';
import type { StackOutputs } from '../deployed/stack-outputs';

/** Clients that {@link evaluate} uses. */
interface EvaluateClients extends RecommendClients {
  readonly personalize: PersonalizeClient;
}

/** Number of requests, and a progress callback. */
export interface EvaluateOptions {
  /** Maximum number of users per recommender. They are a random sample with a fixed seed. */
  readonly users: number;
  readonly onAsked?: (asked: number, total: number) => void;
}

/** Quality of a use case's lists, or of the ranking's, with that of its baselines. */
export interface UseCaseEvaluation {
  readonly useCase: AnsweredUseCase | 'ranking';
  /** Number of users who were asked for; 0 if no held-out interaction suits the use case. */
  readonly users: number;
  /** Results, beginning with the recommender's; empty if nothing was asked. */
  readonly lists: readonly ComparedLists[];
  /** Number of held-out orders that were skipped because other items of theirs are in the training data. */
  readonly partlyTrained: number;
  /**
   * How the deployed data was split: forward in time, or by each user's newest rows. With the latter, models know
   * what other users did later.
   */
  readonly holdoutBy: HoldoutBy;
}

/** Whether a use case mixes new items into its lists. */
const EXPLORES: Record<UseCaseName, boolean> = {
  'most-viewed': false,
  'best-sellers': false,
  'frequently-bought-together': false,
  'customers-who-viewed-x-also-viewed': false,
  'recommended-for-you': true,
};

/** The use case of Personalize whose questions and baselines apply. Similar items have no events of their own. */
const askedAs = (useCase: AnsweredUseCase): UseCaseName =>
  useCase === SIMILAR_ITEMS ? 'customers-who-viewed-x-also-viewed' : useCase;

/** Length to request, so that enough items remain without the explored ones. */
const WITH_SPARE = 4 * LONGEST_LIST;

/** Number of requests in flight. A recommender with the smallest capacity can handle as many. */
const CONCURRENCY = 4;

const SEED = 1;

/**
 * Asks every recommender of a stack for users with held-out interactions, and measures how many of these it
 * predicted. For a campaign for ranking, it measures how high these are ranked among popular items.
 *
 * @see {@link questionsOf} for the questions and what counts as a hit
 * @throws Error that says what to do if nothing is held out, or if a recommender does not answer
 */
export async function evaluate(
  clients: EvaluateClients,
  outputs: StackOutputs,
  { users, onAsked }: EvaluateOptions,
): Promise<UseCaseEvaluation[]> {
  const { s3, runtime, personalize } = clients;
  const lists = await shopLists(s3, outputs);
  const deployed = answeredUseCases(outputs, lists);
  for (const useCase of deployed) {
    const arn = recommenderArnOf(outputs, useCase);
    const problem = arn && (await recommenderProblem(personalize, arn));
    if (problem) throw new Error(problem);
  }
  const data = await readEvaluationData(s3, outputs.DataBucketName);
  const { training, validation } = data;
  const holdoutBy = holdoutOf(data);
  const sampleOf = <T>(questions: readonly T[]): T[] => sampled(questions, users, seededRandom(SEED));
  const plans = deployed.map((useCase) => {
    const as = askedAs(useCase);
    const whole = questionsOf(as, training, validation, true);
    const partlyTrained = questionsOf(as, training, validation).length - whole.length;
    return { useCase, as, explores: EXPLORES[as], questions: sampleOf(whole), partlyTrained };
  });
  const campaignArn = outputs[RANKING_OUTPUT] as string | undefined;
  const rankings = campaignArn ? sampleOf(rankingQuestions(training, validation)) : [];
  const total = plans.reduce(
    (sum, { explores, questions }) => sum + questions.length * (explores ? 2 : 1),
    rankings.length,
  );
  let asked = 0;
  const askEach = <Q, A>(questions: readonly Q[], ask: (question: Q) => Promise<A>): Promise<A[]> =>
    concurrently(questions, CONCURRENCY, async (question) => {
      const answer = await ask(question);
      onAsked?.(++asked, total);
      return answer;
    });
  const isLearnt = (itemId: string): boolean => data.catalogue.popularity.has(itemId);

  const evaluations: UseCaseEvaluation[] = [];
  for (const { useCase, as, explores, questions, partlyTrained } of plans) {
    const arn = recommenderArnOf(outputs, useCase);
    const ask = arn ? askRecommender(clients, arn) : readLists(lists, useCase, training);
    const askAll = (count: number): Promise<string[][]> =>
      askEach(questions, (question) => ask(question, count));
    const answers = await askAll(LONGEST_LIST);
    // A request cannot turn exploration off. But items that the training data lacks can only come from exploration.
    const unexplored = explores ? (await askAll(WITH_SPARE)).map((list) => list.filter(isLearnt)) : undefined;
    const compared = questions.length === 0 ? [] : compareLists(as, questions, answers, data, unexplored);
    evaluations.push({ useCase, users: questions.length, lists: compared, partlyTrained, holdoutBy });
  }
  if (!campaignArn) return evaluations;
  const ranked = await askEach(rankings, async ({ userId, candidates }) => {
    const command = new GetPersonalizedRankingCommand({ campaignArn, userId, inputList: [...candidates] });
    const { personalizedRanking = [] } = await runtime.send(command);
    return personalizedRanking.map(({ itemId = '' }) => itemId);
  });
  const compared = rankings.length === 0 ? [] : compareRankings(rankings, ranked, data);
  return [
    ...evaluations,
    { useCase: 'ranking', users: rankings.length, lists: compared, partlyTrained: 0, holdoutBy },
  ];
}

/** With a split by time, no held-out interaction is older than the training data. */
function holdoutOf({ training, validation }: DeployedData): HoldoutBy {
  const times = (histories: Histories, at: 0 | -1): number[] =>
    Array.from(histories.values(), (history) => history.at(at)?.timestamp ?? 0);
  const newest = times(training, -1).reduce((one, other) => Math.max(one, other), -Infinity);
  return times(validation, 0).every((oldest) => oldest >= newest) ? 'time' : 'user';
}

type Ask = (question: Question, numResults: number) => Promise<string[]>;

const askRecommender =
  ({ runtime }: EvaluateClients, recommenderArn: string): Ask =>
  async ({ userId, itemId }, numResults) => {
    const command = new GetRecommendationsCommand({ recommenderArn, userId, itemId, numResults });
    const { itemList = [] } = await runtime.send(command);
    return itemList.map((item) => item.itemId ?? '');
  };

/** Removes the user's purchases from the list, as a recommender does by itself. */
const readLists =
  (lists: ShopLists | undefined, useCase: AnsweredUseCase, training: Histories): Ask =>
  async ({ userId, itemId }, numResults) => {
    const past = USE_CASES[askedAs(useCase)].removesPurchased ? training.get(userId) : undefined;
    const exclude = ofEventType(past, 'Purchase').map((one) => one.itemId);
    return (await lists?.read({ useCase, itemId, exclude, numResults })) ?? [];
  };

/** Training and validation data of a deployed stack. */
interface DeployedData extends EvaluationData {
  /** Held-out interactions, at least one. */
  readonly validation: Histories;
}

/**
 * Reads the prepared files from a stack's data bucket.
 *
 * @throws Error that says how to deploy, if nothing is held out
 */
async function readEvaluationData(s3: S3Client, bucket: string): Promise<DeployedData> {
  const read = async <T>(
    reader: (source: AsyncIterable<Buffer>, file: string) => Promise<T>,
    name: string,
  ): Promise<T> => reader(await preparedBody(s3, bucket, name), `${DATASET_PREFIX}${name}`);
  const validation = await read(readHistories, VALIDATION_FILE);
  if (validation.size === 0)
    throw new Error(
      `Nothing is held out: ${DATASET_PREFIX}${VALIDATION_FILE} in ${bucket} has no rows, as after a deployment with ` +
        'holdout 0. Recommenders keep what they have learnt, so destroy the stack and deploy it again with ' +
        '"npx cdk deploy -c holdout=0.1".',
    );
  const training = await read(readHistories, DATASETS.INTERACTIONS.file);
  // A shop that has only interactions has no categories.
  const categories = await read(readCategories, DATASETS.ITEMS.file).catch((error: Error) => {
    if (error.name === 'NoSuchKey') return new Map<string, string>();
    throw error;
  });
  return { training, validation, catalogue: catalogueOf(categories, training) };
}

/**
 * Processes values with bounded concurrency and keeps their order. After a failure no further work starts.
 *
 * @param limit maximum number of calls in flight
 * @throws the first error of the work
 */
export async function concurrently<T, R>(
  values: readonly T[],
  limit: number,
  work: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const rest = values.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [at, value] of rest) {
      if (hasFailed) return;
      results[at] = await work(value);
    }
  };
  const workers = Array.from({ length: limit }, () =>
    worker().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  await Promise.all(workers);
  return results;
}
