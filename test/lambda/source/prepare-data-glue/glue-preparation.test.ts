import { GlueClient, type JobRun } from '@aws-sdk/client-glue';
import type { GluePreparedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { countsKey } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import type { HeldOutCounts } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import type { HandlerLogger } from '../../../../lambda/shop/functions/handler-logger';
import { gluePreparation } from '../../../../lambda/source/prepare-data-glue/glue-preparation';
import { FakeS3, s3Error } from '../../support/fake-s3';
import {
  expectFailure,
  expectSuccess,
  providerFramework,
  type Outcome,
  type Request,
} from '../../support/provider-framework';
import { stackDouble } from '../../support/stack-double';

const properties: GluePreparedDataProperties = {
  Source: 's3://shop/day/',
  JobName: 'job',
  Tables: 's3://assets/tables.json',
  Sql: 's3://assets/sql',
  DataBucket: 'data',
  Holdout: '0.7',
  EventTypes: '{"ProductViewed":"View"}',
};
const create: Request<GluePreparedDataProperties> = { RequestType: 'Create', ResourceProperties: properties };

type Ending = Pick<JobRun, 'JobRunState' | 'ErrorMessage'>;

const clock = { minutes: 0 };
let isAbandoned: () => boolean;
/** How the next runs end; they succeed by default. */
let endings: Ending[];
/** Name of the error that every call of Glue ends in. */
let glueFailure: string | undefined;
let runs: (JobRun & { readonly endsAt: number })[];
let s3: FakeS3;
let run: (request: Request<GluePreparedDataProperties>) => Promise<Outcome>;

interface GlueInput {
  readonly Arguments?: Record<string, string>;
  readonly JobRunIds?: readonly string[];
}

/** Glue's answers, and what a run writes. */
const answers: Record<string, (input: GlueInput) => object> = {
  StartJobRun: ({ Arguments }) => {
    if (runs.some(({ JobRunState }) => JobRunState === 'RUNNING'))
      throw Object.assign(new Error('too many'), { name: 'ConcurrentRunsExceededException' });
    const Id = `jr_${runs.length}`;
    runs.unshift({ Id, Arguments, JobRunState: 'RUNNING', endsAt: clock.minutes + 3 });
    return { JobRunId: Id };
  },
  GetJobRuns: () => {
    runs = runs.map((one) => {
      if (one.JobRunState !== 'RUNNING' || one.endsAt > clock.minutes) return one;
      const ending = endings.shift() ?? { JobRunState: 'SUCCEEDED' };
      const folder = String(one.Arguments?.['--output']).slice('s3://'.length);
      const files = ['training_interaction.csv', 'training_item.csv', 'training_user.csv'];
      for (const file of files)
        s3.objects.set(`${folder}${file}/part-0.csv`, Buffer.from(`${file} ${ending.JobRunState}`));
      s3.objects.set(`${folder}${countsKey(counts)}`, Buffer.alloc(0));
      // Spark's extra files.
      const beside = files.flatMap((file) =>
        ['_$folder$', '/_temporary_$folder$', '/_SUCCESS'].map((end) => `${file}${end}`),
      );
      for (const marker of [`${folder.slice(0, -1)}_$folder$`, ...beside.map((name) => `${folder}${name}`)])
        s3.objects.set(marker, Buffer.alloc(0));
      return { ...one, ...ending };
    });
    return { JobRuns: runs };
  },
  BatchStopJobRun: ({ JobRunIds = [] }) => {
    runs = runs.map((one) => (JobRunIds.includes(one.Id!) ? { ...one, JobRunState: 'STOPPED' } : one));
    return {};
  },
};

let counts: HeldOutCounts;
const told: object[] = [];
const logger: HandlerLogger = {
  info: (message, { heldOut, warning }) => told.push({ message, heldOut, warning }),
  error: () => undefined,
};

beforeEach(() => {
  counts = { keptRows: 1000, rows: 900 };
  told.length = 0;
  clock.minutes = 0;
  isAbandoned = () => false;
  endings = [];
  glueFailure = undefined;
  runs = [];
  s3 = new FakeS3();
  // Paginators require real client classes.
  const glue = new GlueClient({ region: 'eu-west-1' });
  glue.send = (async ({ constructor, input }: { constructor: { name: string }; input: GlueInput }) => {
    if (glueFailure !== undefined) throw s3Error(glueFailure);
    return answers[constructor.name.replace(/Command$/, '')](input);
  }) as never;
  const stack = { ...stackDouble(), isAbandoned: async () => isAbandoned() };
  run = providerFramework(gluePreparation({ glue, s3: s3.client, stack, logger }), clock);
});
/** What a first request has written: its id, its folder in S3, and how to delete it. */
const prepared = async () => {
  const { physicalId } = await run(create);
  const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: physicalId } as const;
  return { physicalId, folder: physicalId.slice('s3://'.length), remove };
};
const again = { ...create, RequestId: 'second' };

describe('a Create', () => {
  it('leaves parts alone for the imports, and nothing that Spark has put beside or among them', async () => {
    const { folder } = await prepared();
    expect([...s3.objects.keys()].sort()).toEqual([
      `${folder}counts/kept=1000,training=900`,
      `${folder}training_interaction.csv/part-0.csv`,
      `${folder}training_item.csv/part-0.csv`,
      `${folder}training_user.csv/part-0.csv`,
    ]);
  });

  it('tells the share that is held out, and warns where it is high', async () => {
    await run(create);
    s3.objects.clear();
    counts = { keptRows: 1000, rows: 120 };
    await run(again);
    const warning: unknown = expect.stringMatching(/^88% of the interactions are held out/);
    expect(told).toEqual([
      { message: 'prepared', heldOut: '900 for training, 100 (10%) held out' },
      { message: 'warning', warning },
      { message: 'prepared', heldOut: '120 for training, 880 (88%) held out' },
    ]);
  });

  it('runs the job once when the request comes twice, or another one with it, at a time or later', async () => {
    const [first, ...others] = await Promise.all([run(create), run(create), run(again)]);
    for (const { status, physicalId } of [...others, await run(create)])
      expect([status, physicalId]).toEqual(['SUCCESS', first.physicalId]);
    expect(runs).toHaveLength(1);
  });

  it('runs the job again, and in an empty folder, when what it wrote is gone or half done', async () => {
    const { physicalId } = await run(create);
    s3.objects.clear();
    await expectSuccess(run(again), { physicalId });
    expect(runs).toHaveLength(2);
  });

  it('imports nothing that a run left which ended while nobody looked', async () => {
    const { folder } = await prepared();
    const whole = new Map(s3.objects);
    runs = runs.map((one) => ({ ...one, JobRunState: 'STOPPED' }));
    for (const left of ['part-00007-half.csv', '_temporary/0/task_1/part-00008-half.csv'])
      s3.objects.set(`${folder}training_interaction.csv/${left}`, Buffer.from('half'));
    await expectSuccess(run(again));
    expect(runs).toHaveLength(2);
    expect(s3.objects).toEqual(whole);
  });

  it.each<[string, JobRun['JobRunState'], string | undefined, string]>([
    ['that failed', 'FAILED', 'ValueError: id is empty', 'FAILED: ValueError: id is empty'],
    ['that took too long', 'TIMEOUT', undefined, 'after 50 minutes, because CloudFormation waits for'],
    ['that somebody stopped', 'STOPPED', undefined, 'STOPPED: no reason given'],
  ])('fails with the reason of a run %s, and leaves nothing of it', async (_, state, message, reason) => {
    endings = [{ JobRunState: state, ErrorMessage: message }];
    await expectFailure(run(create), reason);
    expect(s3.objects.size).toBe(0);
    await expectSuccess(run(again));
  });

  it('tries again while its role is young, three times at most', async () => {
    const denied: Ending = { JobRunState: 'FAILED', ErrorMessage: 'AccessDenied: s3:GetObject' };
    endings = [denied];
    await expectSuccess(run(create));
    expect(runs).toHaveLength(2);
    endings = [denied, denied, denied, denied];
    runs = [];
    s3.objects.clear();
    await expectFailure(run(again), 'AccessDenied');
    expect(runs).toHaveLength(3);
  });
});

describe('a stack that turns back', () => {
  it.each([
    ['starts nothing', 0, []],
    ['stops what it has just started', 1, ['STOPPED']],
    // Started, and polled twice.
    ['stops the run under way, though its Delete found none', 2, ['STOPPED']],
  ])('%s, and leaves nothing', async (_what, goodLooks, left) => {
    let looks = 0;
    isAbandoned = () => ++looks > goodLooks;
    await expectFailure(run(create));
    expect(runs.map(({ JobRunState }) => JobRunState)).toEqual(left);
    expect(s3.objects.size).toBe(0);
  });

  it('takes back what a run has written that ended meanwhile', async () => {
    await run(create);
    isAbandoned = () => true;
    await expectFailure(run(create), 'CloudFormation is rolling it back');
    expect(s3.objects.size).toBe(0);
  });

  it('leaves a run alone as long as nobody knows', async () => {
    isAbandoned = () => {
      if (runs.some(({ JobRunState }) => JobRunState === 'RUNNING'))
        throw Object.assign(new Error('the status of the stack'), { $retryable: {} });
      return false;
    };
    await expectSuccess(run(create));
    expect(runs).toHaveLength(1);
  });
});

describe('a Delete', () => {
  it('removes its own folder alone', async () => {
    const { remove } = await prepared();
    s3.objects.set('data/dataset/mine.csv', Buffer.alloc(0));
    await expectSuccess(run(remove));
    expect([...s3.objects.keys()]).toEqual(['data/dataset/mine.csv']);
    await expectSuccess(run(remove));
  });

  it('succeeds where the job and the bucket are gone already', async () => {
    const { remove } = await prepared();
    glueFailure = 'EntityNotFoundException';
    s3.failures.set('ListObjectsV2', s3Error('NoSuchBucket'));
    await expectSuccess(run(remove));
  });

  it('fails with the first object that S3 does not delete', async () => {
    const { folder, remove } = await prepared();
    const kept = `${folder}training_item.csv/part-0.csv`;
    s3.undeletable.add(kept);
    const words = `1 object in data cannot be deleted, the first is ${kept.slice('data/'.length)}`;
    await expectFailure(run(remove), `${words}: AccessDenied: Access Denied`);
    expect([...s3.objects.keys()]).toEqual([kept]);
    // What is left is not taken for the whole.
    s3.undeletable.clear();
    await expectSuccess(run({ ...create, RequestId: 'back' }));
    expect(runs).toHaveLength(2);
    expect(s3.objects.size).toBe(4);
  });

  it('stops a run that goes on, first', async () => {
    const { remove } = await prepared();
    runs = runs.map((one) => ({ ...one, JobRunState: 'RUNNING', endsAt: 1e9 }));
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 2 });
    expect(runs[0].JobRunState).toBe('STOPPED');
    expect(s3.objects.size).toBe(0);
  });
});
