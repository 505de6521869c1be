import type { BatchManifest } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import { checkValue } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import {
  BUS_EVENTS,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import type { ExecutionEnded } from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { runName, type ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { runEnded, type Failure } from '../../../lambda/bus-events/run-ended';

const ARN = 'arn:aws:states:eu-west-1:111122223333';
const RUNS = {
  freshData: `${ARN}:stateMachine:Shop-fresh-data`,
  lists: `${ARN}:stateMachine:Shop-lists`,
  segments: `${ARN}:stateMachine:Shop-segments`,
  batches: `${ARN}:stateMachine:Shop-batches`,
};
const START_MS = Date.parse('2026-11-27T03:00:00.120Z');
const STARTED_AT = new Date(START_MS).toISOString();

type End = Partial<ExecutionEnded['detail']> & Failure;
const failed = (cause: string, error = 'failed'): End => ({ status: 'FAILED', error, cause });

/** The events that an execution's end makes, with the objects of the data bucket. */
async function told(
  of: keyof typeof RUNS,
  { error, cause, ...end }: End,
  objects: Readonly<Record<string, object>> = {},
): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  const times = { startDate: START_MS, stopDate: START_MS + 90_000 };
  const ended = { executionArn: execution(of), stateMachineArn: RUNS[of], status: 'SUCCEEDED' as const };
  await runEnded({
    objects: { get: async (key) => objects[key] && JSON.stringify(objects[key]) },
    bucket: 'shop-data',
    stackName: 'Shop',
    datasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
    runs: RUNS,
    put: async (event) => void events.push(event),
    failureOf: async () => ({ error, cause }),
  })({ detail: { ...ended, ...times, ...end } });
  for (const { detailType, detail } of events) checkValue(detailType, detail, BUS_EVENTS[detailType].detail);
  return events;
}

const execution = (of: keyof typeof RUNS): string =>
  `${RUNS[of].replace(':stateMachine:', ':execution:')}:e1`;
const run = (of: keyof typeof RUNS): string => runName(STARTED_AT, execution(of));

const REPORT: ImportRun = {
  run: run('freshData'),
  outcome: 'imported',
  execution: execution('freshData'),
  startedAt: STARTED_AT,
  endedAt: STARTED_AT,
  kind: 'parts',
  files: ['interactions/a.csv', 'interactions/b.csv'],
  rows: { INTERACTIONS: 1_200 },
  warnings: ['one'],
};
const REPORT_KEY = `runs/${run('freshData')}.json`;
const MANIFEST_KEY = `lists/${run('lists')}/manifest.json`;
const COUNTS = { items: 9, empty: 1, coverage: 0.9, changed: 0.2 };
const MANIFEST: ListsManifest = {
  format: 1,
  run: run('lists'),
  madeAt: STARTED_AT,
  listLength: 100,
  lists: [{ useCase: 'best-sellers', filter: 'cheap', prefix: 'p', shards: 1, ...COUNTS }],
};

it.each(['freshData', 'lists', 'segments', 'batches'] as const)(
  'a run of %s that had nothing to do, or left the work to another, is no event',
  async (of) => {
    expect(await told(of, {})).toEqual([]);
  },
);

describe('a run of fresh data', () => {
  it('is an event of its counts, its times and its report', async () => {
    const detail = {
      ...{ version: '1', stack: 'Shop', kind: 'parts', files: 2, rows: { INTERACTIONS: 1_200 }, warnings: 1 },
      ...{ id: execution('freshData'), execution: execution('freshData'), run: run('freshData') },
      datasetGroupArn: expect.stringContaining('dataset-group/Shop-shop') as string,
      ...{ startedAt: '2026-11-27T03:00:00.120Z', endedAt: '2026-11-27T03:01:30.120Z' },
      report: `s3://shop-data/${REPORT_KEY}`,
    };
    const events = await told('freshData', {}, { [REPORT_KEY]: REPORT });
    expect(events).toEqual([{ detailType: 'Import Succeeded', detail }]);
  });

  it('that refused its data is one without what the reason quotes of it', async () => {
    const cause =
      'The fresh data was refused: users.csv, line 5: "kim "x" lee@shop.test" is no number. Fix the data and drop it again.';
    const end: End = { status: 'FAILED', error: 'refused', cause };
    const reason =
      'The fresh data was refused: users.csv, line 5: "…" is no number. Fix the data and drop it again.';
    expect(await told('freshData', end, { [REPORT_KEY]: REPORT })).toMatchObject([
      { detailType: 'Import Refused', detail: { reason } },
    ]);
  });

  it.each<[string, End, string]>([
    ['failed', failed('The fresh data could not be imported: no.'), 'The fresh data could'],
    ['failed in its last step', failed('{"errorMessage":"Rate exceeded"}', 'Error'), 'Rate exceeded'],
    ['was stopped', { status: 'ABORTED' }, 'The execution was stopped before it finished.'],
    ['took too long', { status: 'TIMED_OUT' }, 'The execution was stopped before it finished.'],
    ['lost its state machine', { status: 'FAILED', error: 'States.Runtime' }, 'States.Runtime'],
  ])('that %s is one, with a report or without', async (_what, end, words) => {
    const reason: unknown = expect.stringContaining(words);
    for (const objects of [{}, { [REPORT_KEY]: REPORT }])
      expect(await told('freshData', end, objects)).toMatchObject([
        { detailType: 'Import Failed', detail: { reason } },
      ]);
  });
});

describe('a run of lists', () => {
  it('is an event of what it has published, with the problem where it left something undone', async () => {
    const objects = { [MANIFEST_KEY]: MANIFEST };
    const detailType = 'Lists Published';
    const detail = {
      id: execution('lists'),
      manifest: `s3://shop-data/${MANIFEST_KEY}`,
      lists: [{ useCase: 'best-sellers', filter: 'cheap', ...COUNTS }],
    };
    expect(await told('lists', {}, objects)).toMatchObject([{ detailType, detail }]);
    const problem = 'New lists are in service, but …';
    expect(await told('lists', failed(problem), objects)).toMatchObject([
      { detailType, detail: { problem } },
    ]);
  });

  it.each<[End, StackEvent['detailType'], string]>([
    [failed('No new lists: all are empty', 'refused'), 'Lists Refused', 'No new lists: all are empty'],
    [failed('No new lists: Too few views.'), 'Lists Failed', 'No new lists: Too few views.'],
    [{ status: 'ABORTED' }, 'Lists Failed', 'The execution was stopped before it finished.'],
  ])('that ended with %j is %s', async (end, detailType, reason) => {
    expect(await told('lists', end)).toMatchObject([{ detailType, detail: { reason } }]);
  });
});

describe.each([
  ['segments', 'Segments Published', 'Segments Failed'],
  ['batches', 'Batches Published', 'Batches Failed'],
] as const)('a run of %s', (of, published, failedType) => {
  const manifestKey = `${of}/${run(of)}/manifest.json`;
  const manifest: BatchManifest = {
    format: 1,
    run: run(of),
    madeAt: STARTED_AT,
    results: [
      {
        ...{ by: 'queries', size: 100, filter: 'cheap', queries: { runners: 'ITEMS.STYLE = "shoes"' } },
        ...{ lines: 3, empty: 1, failed: 1, rows: 70 },
        ...{ solutionVersionArn: 'arn', json: ['a.json.out'], csv: ['0.csv'] },
      },
    ],
  };

  it('is an event of its counts, with the problem where it left something undone', async () => {
    const [event] = await told(of, {}, { [manifestKey]: manifest });
    expect(event).toMatchObject({ detailType: published, detail: { id: execution(of), run: run(of) } });
    expect(event.detail).toMatchObject({ manifest: `s3://shop-data/${manifestKey}` });
    expect('results' in event.detail && event.detail.results).toEqual([
      { by: 'queries', filter: 'cheap', lines: 3, empty: 1, failed: 1, rows: 70 },
    ]);
    const detail = { problem: 'Files could not be deleted' };
    const events = await told(of, failed(detail.problem), { [manifestKey]: manifest });
    expect(events).toMatchObject([{ detailType: published, detail }]);
  });

  it('that failed is one without what the reason quotes of the data', async () => {
    const detail = { reason: 'No new results: "…" is no user.' };
    const end = failed('No new results: "kim@shop.test" is no user.');
    expect(await told(of, end)).toMatchObject([{ detailType: failedType, detail }]);
    expect(await told(of, { status: 'ABORTED' })).toMatchObject([{ detailType: failedType }]);
  });
});
