import {
  DescribeRecommenderCommand,
  DescribeSolutionCommand,
  type Recommender,
} from '@aws-sdk/client-personalize';
import type { DetailOf } from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import type { PublishedTrainings } from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { MODEL_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { CREATE_FAILED, unlessGone, type PersonalizeApi } from '../shop/resources/personalize-api';

/** A training that has ended. */
export interface EndedTraining extends Pick<
  DetailOf<'Training Completed'>,
  'id' | 'of' | 'resource' | 'useCase' | 'ndcg' | 'coverage'
> {
  readonly startedMs: number;
  readonly endedMs: number;
  /** Present if the training failed. */
  readonly reason?: string;
}

/** The current trainings of a shop. */
export interface SeenTrainings {
  readonly ended: readonly EndedTraining[];
  /** Columns that each recommender excludes from training, joined into one string, by ARN. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Describes the recommenders and the ranking's solution. Deleted ones are skipped. */
export async function seeTrainings(
  client: PersonalizeApi,
  { recommenders, solutionArn }: PublishedTrainings,
): Promise<SeenTrainings> {
  const described = await Promise.all(
    Object.entries(recommenders).map(async ([useCase, recommenderArn]) => {
      const answer = await unlessGone(client.send(new DescribeRecommenderCommand({ recommenderArn })));
      return answer?.recommender && { useCase: useCase as UseCaseName, recommender: answer.recommender };
    }),
  );
  const found = described.filter((one) => one !== undefined);
  return {
    ended: [
      ...found.flatMap(({ useCase, recommender }) => ofRecommender(useCase, recommender)),
      ...(solutionArn === undefined ? [] : await ofSolution(client, solutionArn)),
    ],
    columns: Object.fromEntries(
      found.map(({ recommender }) => [recommender.recommenderArn ?? '', columnsOf(recommender)]),
    ),
  };
}

/** Creation and latest update of a recommender. Personalize does not report its weekly trainings. */
function ofRecommender(useCase: UseCaseName, recommender: Recommender): EndedTraining[] {
  const { recommenderArn: resource = '', modelMetrics, latestRecommenderUpdate: update } = recommender;
  const measured = {
    ndcg: modelMetrics?.[MODEL_METRICS.ndcg],
    coverage: modelMetrics?.[MODEL_METRICS.coverage],
  };
  const ended: EndedTraining[] = [];
  const { status = '' } = recommender;
  if (status === CREATE_FAILED || !status.startsWith('CREATE'))
    ended.push({ of: 'recommender', resource, useCase, ...measured, ...outcomeOf(resource, recommender) });
  if (update?.status === 'ACTIVE' || update?.status === CREATE_FAILED)
    ended.push({ of: 'recommender update', resource, useCase, ...measured, ...outcomeOf(resource, update) });
  return ended;
}

/** The newest version of a solution. One is enough, because a schedule trains at most one a day. */
async function ofSolution(client: PersonalizeApi, solutionArn: string): Promise<EndedTraining[]> {
  const answer = await unlessGone(client.send(new DescribeSolutionCommand({ solutionArn })));
  const version = answer?.solution?.latestSolutionVersion;
  if (version?.status !== 'ACTIVE' && version?.status !== CREATE_FAILED) return [];
  const { solutionVersionArn: resource = '' } = version;
  return [{ of: 'solution version', resource, ...outcomeOf(resource, version) }];
}

interface Described {
  readonly status?: string;
  readonly failureReason?: string;
  readonly creationDateTime?: Date;
  readonly lastUpdatedDateTime?: Date;
}

/** @returns an id that a later training of the same resource does not have */
function outcomeOf(
  resource: string,
  one: Described,
): Pick<EndedTraining, 'id' | 'startedMs' | 'endedMs' | 'reason'> {
  const startedMs = Number(one.creationDateTime ?? 0);
  return {
    id: `${resource}#${startedMs}`,
    startedMs,
    endedMs: Number(one.lastUpdatedDateTime ?? startedMs),
    ...(one.status === CREATE_FAILED && { reason: one.failureReason ?? 'no reason given' }),
  };
}

const columnsOf = ({ recommenderConfig }: Recommender): string =>
  Object.entries(recommenderConfig?.trainingDataConfig?.excludedDatasetColumns ?? {})
    .flatMap(([type, names]) => names.map((name) => `${type}.${name}`))
    .sort()
    .join();
