import type { Recommender } from '@aws-sdk/client-personalize';
import { followUse } from '../../../lambda/request-rate/follow-use';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:recommender/best';
const NOW = Date.parse('2026-11-27T12:00:00Z');
const MINUTE_MS = 60_000;
const ago = (minutes: number): Date => new Date(NOW - minutes * MINUTE_MS);

const DONE = 'UPDATE_COMPLETE';

type Command = Readonly<{ constructor: { name: string }; input: { recommenderConfig: object } }>;

interface World {
  readonly recommender?: Partial<Recommender>;
  /** Requests in five minutes that began so many minutes ago. */
  readonly requests?: readonly (readonly [minutes: number, requests: number])[];
  readonly wasAsked?: boolean;
  readonly stackStatus?: string;
  readonly refuses?: string;
}

async function act({ recommender, requests = [], wasAsked = true, stackStatus = DONE, refuses }: World) {
  const updates: unknown[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = (_message: string, fields: object): void => void lines.push(fields as never);
  const failed = (name: string): Error => Object.assign(new Error('no'), { name });
  const error = await followUse({
    personalize: {
      send: async ({ constructor, input }: Command) => {
        if (constructor.name === 'UpdateRecommenderCommand') {
          if (refuses) throw failed(refuses);
          return updates.push(input.recommenderConfig);
        }
        if (!recommender) throw failed('ResourceNotFoundException');
        return { recommender: { status: 'ACTIVE', recommenderArn: ARN, ...recommender } };
      },
    } as never,
    cloudWatch: {
      send: async ({ input }: { input: { Period: number; StartTime: Date } }) => {
        if (input.Period > 300) return { Datapoints: wasAsked ? [{ Sum: 1 }] : [] };
        const recent = requests.filter(([minutes]) => ago(minutes) >= input.StartTime);
        return { Datapoints: recent.map(([minutes, Sum]) => ({ Timestamp: ago(minutes), Sum })) };
      },
    } as never,
    stackStatus: async () => stackStatus,
    stackName: 'Shop',
    recommenders: { 'best-sellers': { recommenderArn: ARN, min: 1, max: 10 } },
    users: 1_000,
    now: () => NOW,
    logger: { info: log, error: log },
  })().catch((thrown: unknown) => thrown as Error);
  return { updates, lines, error };
}

const rate = (minRecommendationRequestsPerSecond: number) => ({ minRecommendationRequestsPerSecond });
const at = (perSecond: number, more: Partial<Recommender> = {}): Partial<Recommender> => ({
  ...{ recommenderConfig: rate(perSecond), ...more },
});
const updated = (status: string, minutes: number) =>
  at(8, { latestRecommenderUpdate: { status, creationDateTime: ago(minutes) } });

describe('a provisioned rate', () => {
  it('follows the busiest five minutes of three hours, with all other options as they are', async () => {
    const recommenderConfig = {
      enableMetadataWithRecommendations: true,
      trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } },
    };
    const requests: World['requests'] = [
      [10, 300],
      [170, 1_200],
      [190, 9_000],
    ];
    const { updates, lines, error } = await act({ recommender: { recommenderConfig }, requests });
    expect([error, updates]).toEqual([undefined, [{ ...rate(5), ...recommenderConfig }]]);
    expect(lines).toMatchObject([{ useCase: 'best-sellers', rate: 1, next: 5, busiest: 4 }]);
  });

  it('tells what the hour cost more than with a minimum of 1', async () => {
    const { lines } = await act({ recommender: at(2), requests: [[10, 400]] });
    // 7,200 − 4,000 requests an hour are beyond those that are included; of a minimum of 1 none are.
    const UsdAboveMinimumOf1: unknown = expect.closeTo(3.2 * 0.0833, 3);
    expect(lines).toMatchObject([
      { left: 'fits', ProvisionedRate: 2, UseCase: 'best-sellers', UsdAboveMinimumOf1 },
    ]);
  });

  it('tells that a minimum cost nothing where the requests of the hour are as many on average', async () => {
    const twoASecond = Array.from({ length: 12 }, (_, at): [number, number] => [5 * at + 2, 600]);
    const { lines } = await act({ recommender: at(2), requests: twoASecond });
    expect(lines).toMatchObject([{ UsdAboveMinimumOf1: 0 }]);
  });

  it.each<[left: string, World]>([
    ['was never asked', { recommender: at(8), wasAsked: false }],
    ['is gone', {}],
    ['is not ACTIVE', { recommender: at(8, { status: 'INACTIVE' }) }],
    ['is not ACTIVE', { recommender: at(8, { status: 'STOP IN_PROGRESS' }) }],
    ['is being updated', { recommender: updated('CREATE IN_PROGRESS', 99) }],
    ['was updated within the hour', { recommender: updated('ACTIVE', 49) }],
    ['is being updated', { recommender: at(8), refuses: 'ResourceInUseException' }],
    ...['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'].map((stackStatus): [string, World] => [
      ...([`the stack is ${stackStatus}`, { recommender: at(8), stackStatus }] as const),
    ]),
  ])('stays where the recommender %s', async (left, world) => {
    const { updates, lines, error } = await act(world);
    expect(error).toBeUndefined();
    expect(updates).toEqual([]);
    expect(lines).toMatchObject([{ left }]);
  });

  it('may change again after 50 minutes', async () => {
    expect((await act({ recommender: updated('ACTIVE', 50) })).updates).toHaveLength(1);
  });

  it('that cannot be changed is logged, and fails the function', async () => {
    const { lines, error } = await act({ recommender: at(8), refuses: 'AccessDeniedException' });
    expect(lines).toMatchObject([{ useCase: 'best-sellers', reason: 'AccessDeniedException: no' }]);
    expect(error).toEqual(new Error('Some rates were not adjusted. best-sellers: AccessDeniedException: no'));
  });
});
