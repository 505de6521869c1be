import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { sumOf } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import type { ExperimentDay } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import { countLine } from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import { experimentTotals } from '../../../lambda/experiment/experiment-totals';
import { FakeBucket } from '../support/fake-s3';

const NAME = '0.5-best-sellers';
const SETTINGS = { share: 0.5, control: 'best-sellers', windowDays: 7 } as const;
const CLICK = countLine(SETTINGS, { visitor: 1, events: [{ type: 'Click' }] })!;
const at = (time: string): number => Date.parse(`2026-11-${time}Z`);

type Line = Readonly<{ timestamp: number; message: string }>;

/** A bucket, and a log group whose pages hold two lines. */
function world(lines: readonly Line[]) {
  const bucket = new FakeBucket();
  const state = { nowMs: 0 };
  const logs = async (input: FilterLogEventsCommandInput) => {
    expect(input.filterPattern).toBe(`{ $.experiment = "${NAME}" }`);
    const all = lines.filter(({ timestamp }) => timestamp >= input.startTime! && timestamp <= input.endTime!);
    const from = Number(input.nextToken ?? 0);
    const nextToken = from + 2 < all.length ? String(from + 2) : undefined;
    return { events: all.slice(from, from + 2), nextToken };
  };
  const told: object[] = [];
  const run = experimentTotals({
    s3: bucket.client,
    logs: { send: ({ input }: { input: never }) => logs(input) } as never,
    ...{ bucket: 'data', logGroup: 'api', experiment: NAME },
    now: () => state.nowMs,
    logger: { info: (_, fields) => void told.push(fields), error: () => undefined },
  });
  const day = (name: string): ExperimentDay =>
    JSON.parse(bucket.text(`experiment/${NAME}/2026-11-${name}.json`)) as ExperimentDay;
  const clicks = (name: string): number => sumOf(day(name).totals.control.clicks);
  return { state, run, day, clicks, bucket, told };
}

const clickAt = (time: string): Line => ({ timestamp: at(time), message: CLICK });

describe('the totals of an experiment', () => {
  it('hold every line once, on its day, however often they are brought up to date, and say how many cannot be read', async () => {
    const ofHour = ['27T01:00:00', '27T01:00:00', '27T01:59:59'];
    const lines = ['26T23:59:59.999', '27T00:00:00', '27T00:30:00', ...ofHour];
    const unreadable = { timestamp: at('27T00:30:00'), message: '{"experiment":"x"}' };
    const { state, run, clicks, day, told } = world([...lines.map(clickAt), unreadable]);
    state.nowMs = at('27T01:02:00');
    expect(await run()).toBe(4);
    const until = '2026-11-27T01:00:00.000Z';
    expect(told).toEqual([{ experiment: NAME, lines: 4, refused: 1, until }]);
    expect([clicks('26'), clicks('27')]).toEqual([1, 2]);
    expect(await run()).toBe(0);
    state.nowMs = at('27T02:02:00');
    expect(await run()).toBe(3);
    expect(clicks('27')).toBe(5);
    expect(day('27')).toMatchObject({ day: '2026-11-27', untilMs: at('27T02:00:00'), lines: 6, refused: 1 });
  });

  it('leave the latest two minutes to the next run, when all their lines have come', async () => {
    const { state, run } = world([clickAt('27T00:58:30')]);
    state.nowMs = at('27T01:00:00');
    expect(await run()).toBe(0);
    state.nowMs = at('27T01:01:00');
    expect(await run()).toBe(1);
  });

  it('catch up after days without a run', async () => {
    const { state, run, clicks } = world([clickAt('20T12:00:00'), clickAt('24T12:00:00')]);
    state.nowMs = at('20T13:00:00');
    await run();
    state.nowMs = at('25T13:00:00');
    await run();
    expect([clicks('20'), clicks('22'), clicks('24')]).toEqual([1, 0, 1]);
  });

  it('fail where another run was faster, and count nothing twice then', async () => {
    const { state, run, clicks, bucket } = world([clickAt('27T11:30:00')]);
    state.nowMs = at('27T11:00:00');
    await run();
    state.nowMs = at('27T12:02:00');
    bucket.onCall = (command) => {
      if (command !== 'PutObject') return;
      bucket.onCall = () => undefined;
      const key = bucket.keys().at(-1)!;
      bucket.put(key, `${bucket.text(key)} `);
    };
    await expect(run()).rejects.toThrow('PreconditionFailed');
    await run();
    expect(clicks('27')).toBe(1);
  });
});
