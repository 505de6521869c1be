import type { Recommender, SolutionVersionSummary } from '@aws-sdk/client-personalize';
import { checkValue } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import {
  BUS_EVENTS,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { TRAININGS_SEEN_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { seeTrainings } from '../../../lambda/bus-events/see-trainings';
import { publishTrainings } from '../../../lambda/bus-events/publish-trainings';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
const BEST = `${ARN}:recommender/best`;
const SOLUTION = `${ARN}:solution/ranking`;
const NOW = Date.parse('2026-11-27T12:00:00Z');
const HOUR_MS = 3_600_000;
const ago = (hours: number): Date => new Date(NOW - hours * HOUR_MS);

const recommender = (more: Partial<Recommender>): Recommender => ({
  recommenderArn: BEST,
  status: 'ACTIVE',
  creationDateTime: ago(2),
  lastUpdatedDateTime: ago(1),
  modelMetrics: { normalized_discounted_cumulative_gain_at_25: 0.4, coverage: 0.8 },
  ...more,
});

const without = (ITEMS: string[]): NonNullable<Recommender['recommenderConfig']> => ({
  trainingDataConfig: { excludedDatasetColumns: { ITEMS } },
});

/** A shop whose trainings are looked at, again and again. */
function shop() {
  const world = {
    recommender: undefined as Recommender | undefined,
    version: undefined as SolutionVersionSummary | undefined,
    objects: new Map<string, string>(),
    isBusDown: false,
  };
  const personalize = {
    send: async ({ constructor }: { constructor: { name: string } }) => {
      if (constructor.name === 'DescribeSolutionCommand' && world.version)
        return { solution: { latestSolutionVersion: world.version } };
      if (constructor.name === 'DescribeRecommenderCommand' && world.recommender)
        return { recommender: world.recommender };
      throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' });
    },
  };
  const look = async (): Promise<StackEvent[]> => {
    const events: StackEvent[] = [];
    await publishTrainings({
      see: () =>
        seeTrainings(personalize as never, { recommenders: { 'best-sellers': BEST }, solutionArn: SOLUTION }),
      objects: {
        get: async (key) => world.objects.get(key),
        put: async (key, value) => void world.objects.set(key, JSON.stringify(value)),
      },
      stackName: 'Shop',
      datasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
      put: async (event) => {
        if (world.isBusDown) throw new Error('Rate exceeded');
        events.push(event);
      },
      now: () => NOW,
    })();
    for (const { detailType, detail } of events)
      checkValue(detailType, JSON.parse(JSON.stringify(detail)), BUS_EVENTS[detailType].detail);
    return events;
  };
  return { world, look };
}

describe('trainings on the event bus', () => {
  it('are published once, with the measures of the service', async () => {
    const { world, look } = shop();
    world.recommender = recommender({ status: 'CREATE IN_PROGRESS' });
    expect(await look()).toEqual([]);
    world.recommender = recommender({});
    const detail = {
      ...{ version: '1', id: `${BEST}#${NOW - 2 * HOUR_MS}`, stack: 'Shop' },
      datasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
      ...{ of: 'recommender', resource: BEST, useCase: 'best-sellers', ndcg: 0.4, coverage: 0.8 },
      ...{ startedAt: '2026-11-27T10:00:00.000Z', endedAt: '2026-11-27T11:00:00.000Z' },
    };
    expect(await look()).toEqual([{ detailType: 'Training Completed', detail }]);
    expect(await look()).toEqual([]);
  });

  it('are published by the first check if they began within a day', async () => {
    const { world, look } = shop();
    world.recommender = recommender({ creationDateTime: ago(30) });
    world.version = { solutionVersionArn: `${SOLUTION}/1`, status: 'ACTIVE', creationDateTime: ago(3) };
    const detail = { of: 'solution version', resource: `${SOLUTION}/1` };
    expect(await look()).toMatchObject([{ detailType: 'Training Completed', detail }]);
    expect(await look()).toEqual([]);
  });

  it('of updates are published where the columns change, and else where they fail', async () => {
    const { world, look } = shop();
    const updated = (hours: number, status: string, columns: string[] = []): Recommender =>
      recommender({
        creationDateTime: ago(99),
        recommenderConfig: without(columns),
        latestRecommenderUpdate: { status, creationDateTime: ago(hours), lastUpdatedDateTime: ago(hours) },
      });
    world.recommender = recommender({ creationDateTime: ago(99) });
    expect(await look()).toEqual([]);
    world.recommender = updated(5, 'ACTIVE');
    expect(await look()).toEqual([]);
    world.recommender = updated(4, 'CREATE IN_PROGRESS', ['PRICE']);
    world.recommender = { ...world.recommender, recommenderConfig: without([]) };
    expect(await look()).toEqual([]);
    world.recommender = updated(4, 'ACTIVE', ['PRICE']);
    const detail = { of: 'recommender update' };
    expect(await look()).toMatchObject([{ detailType: 'Training Completed', detail }]);
    world.recommender = updated(3, 'CREATE FAILED', ['PRICE']);
    expect(await look()).toMatchObject([{ detailType: 'Training Failed', detail }]);
    expect(await look()).toEqual([]);
  });

  it('are published later where the bus has not accepted the event, and the check fails', async () => {
    const { world, look } = shop();
    world.recommender = recommender({});
    world.isBusDown = true;
    await expect(look()).rejects.toThrow(`The event bus did not accept the events for ${BEST}#`);
    world.isBusDown = false;
    expect(await look()).toHaveLength(1);
    expect(await look()).toEqual([]);
  });

  it('that fail are published with the reason, and only what is there is remembered', async () => {
    const { world, look } = shop();
    world.recommender = recommender({ status: 'CREATE FAILED', failureReason: 'Too few views.' });
    const detail = { reason: 'Too few views.' };
    expect(await look()).toMatchObject([{ detailType: 'Training Failed', detail }]);
    world.recommender = undefined;
    await look();
    expect(JSON.parse(world.objects.get(TRAININGS_SEEN_KEY)!)).toEqual({ published: [], columns: {} });
  });
});
