import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { sumOf } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { countLine } from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import { foldLines, grownDay } from '@ecommerce-recommenders/shop-data/contracts/experiment/experiment-day';
import { bodyOf, fakeClient } from '../support/fake-client';
import { deployedExperiment, readExperiment } from '../../src/effect/read-experiment';

const EXPERIMENT = { share: 0.5, control: 'nothing', windowDays: 7, logGroup: 'api' } as const;
const NAME = '0.5-nothing';
const CLICK = countLine(EXPERIMENT, { visitor: 1, events: [{ type: 'Click' }] })!;
const at = (time: string): number => Date.parse(`2026-11-${time}Z`);

const objects = new Map<string, string>(
  ['25', '26'].map((day) => {
    const grown = grownDay(`2026-11-${day}`, undefined, foldLines([CLICK], NAME), at(`${day}T23:00:00`));
    return [`experiment/${NAME}/2026-11-${day}.json`, JSON.stringify(grown)] as const;
  }),
);
const asked: { startTime: number; logGroupName: string }[] = [];
const logs = fakeClient(CloudWatchLogsClient, {
  FilterLogEvents: (input: { startTime: number; logGroupName: string; nextToken?: string }) => {
    asked.push(input);
    return input.nextToken
      ? { events: [{ timestamp: at('27T08:00:00'), message: CLICK }] }
      : { events: [{ timestamp: at('26T23:30:00'), message: CLICK }], nextToken: 'more' };
  },
});
const read = (keys: readonly string[]) => {
  const s3 = fakeClient(S3Client, {
    ListObjectsV2: { Contents: keys.map((Key) => ({ Key })) },
    GetObject: ({ Key }: { Key: string }) => ({ Body: bodyOf(objects.get(Key)) }),
  });
  return readExperiment({ s3, logs }, { experiment: EXPERIMENT, bucket: 'data' }, at('27T09:00:00'));
};

beforeEach(() => void asked.splice(0));

it('an experiment that is read has the totals of its days, and of the log what came after them', async () => {
  const { days, addedUpUntilMs } = await read([...objects.keys()].reverse());
  expect(days.map(({ day, totals }) => [day, sumOf(totals.control.clicks)])).toEqual([
    ['2026-11-25', 1],
    ['2026-11-26', 2],
    ['2026-11-27', 1],
  ]);
  expect(addedUpUntilMs).toBe(at('26T23:00:00'));
  expect(asked[0]).toMatchObject({ startTime: at('26T23:00:00'), logGroupName: 'api' });
});

it('an experiment that is read has the log of the latest day where nothing is added up yet', async () => {
  const { days, addedUpUntilMs } = await read([]);
  expect(days).toHaveLength(2);
  expect(addedUpUntilMs).toBeUndefined();
  expect(asked[0].startTime).toBe(at('26T09:00:00'));
});

it('an experiment that is read fails for a stack without one, with how to begin', () => {
  expect(() => deployedExperiment({}, 'Shop')).toThrow(
    'The stack Shop has no experiment. Set experiment to {"share":0.1}, and api',
  );
  expect(deployedExperiment({ Experiment: JSON.stringify(EXPERIMENT) }, 'Shop')).toEqual(EXPERIMENT);
});
