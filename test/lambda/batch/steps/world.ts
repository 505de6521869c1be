import type {
  BatchPlan,
  BatchState,
  BatchStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type { PersonalizeApi } from '../../../../lambda/shop/resources/personalize-api';
import type { Clock } from '../../support/clock';
import { serviceError } from '../../support/fake-personalize';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
export const execution = 'arn:aws:states:eu-west-1:111122223333:execution:Shop-segments:one';
export const startedAt = '2026-11-27T03:00:00.000Z';
export const START_MS = Date.parse(startedAt);
export const RUN = runName(startedAt, execution);
export const JOB = `20261127-${RUN.slice(-8)}`;
export const solutionArn = (name: string): string => `${ARN}:solution/Shop-${name}`;
export const jobArn = (name: string): string => `${ARN}:${name}`;

/** Both kinds of segment. */
export const SEGMENTS: BatchPlan = {
  folder: 'segments',
  jobs: [
    {
      by: 'items',
      size: 2,
      solutionArn: solutionArn('segments-items'),
      jobArn: jobArn('batch-segment-job/Shop-segments-items'),
      lines: [{ itemId: 'i1' }, { itemId: 'i2' }],
    },
    {
      by: 'queries',
      size: 2,
      solutionArn: solutionArn('segments-queries'),
      jobArn: jobArn('batch-segment-job/Shop-segments-queries'),
      queries: { runners: 'ITEMS.CATEGORY_L1 = "footwear"' },
      lines: [{ itemAttributes: 'ITEMS.CATEGORY_L1 = "footwear"' }],
    },
  ],
};

/** Recommendations for every user, filtered. */
export const BATCHES: BatchPlan = {
  folder: 'batches',
  jobs: [
    {
      by: 'users',
      size: 3,
      filter: 'cheap',
      filterArn: jobArn('filter/Shop-cheap'),
      solutionArn: solutionArn('batches-users'),
      jobArn: jobArn('batch-inference-job/Shop-batches-users'),
    },
  ],
};

export const step = (plan: BatchPlan, state: BatchState = {}): BatchStep => ({
  step: 'train',
  execution,
  startedAt,
  plan,
  state: { claim: { next: 'train', claimedMs: START_MS }, ...state },
});

type Input = Record<string, string>;

interface Made {
  readonly arn: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly createdMs: number;
  status: string;
  failureReason?: string;
}

/** Solution versions and batch jobs; tests decide when they end. */
export class FakeTrainings {
  readonly versions: Made[] = [];
  readonly jobs: Made[] = [];
  readonly calls: string[] = [];
  /** Errors of the next calls of an operation. */
  readonly faults: { readonly operation: string; readonly error: Error }[] = [];
  /** Whether the next answers of creations are lost. */
  losesAnswers = false;

  constructor(private readonly clock: Clock) {}

  private get nowMs(): number {
    return START_MS + this.clock.minutes * 60_000;
  }

  /** Adds an existing version. */
  add(of: string, name: string, status: string): Made {
    const arn = `${of}/${this.versions.length + 1}`;
    const made = { arn, input: { solutionArn: of, name }, createdMs: this.nowMs, status };
    this.versions.push(made);
    return made;
  }

  end(list: Made[], status = 'ACTIVE', failureReason?: string): void {
    for (const made of list)
      if (made.status.includes('PROGRESS')) Object.assign(made, { status, failureReason });
  }

  readonly client: PersonalizeApi = {
    send: (async ({ constructor, input }: { constructor: { name: string }; input: Input }) => {
      const operation = constructor.name.replace(/Command$/, '');
      this.calls.push(operation);
      const fault = this.faults.findIndex((one) => one.operation === operation);
      if (fault >= 0) throw this.faults.splice(fault, 1)[0].error;
      return this.answers[operation](input);
    }) as PersonalizeApi['send'],
  };

  private readonly find = (list: Made[], arn: string): Made => {
    const found = list.find((one) => one.arn === arn);
    if (!found) throw serviceError('ResourceNotFoundException', `${arn} is not there`);
    return found;
  };

  private versionsOf(of: string): Made[] {
    return this.versions.filter(({ input }) => input.solutionArn === of);
  }

  private lost<Answer>(answer: Answer): Answer {
    if (this.losesAnswers) throw serviceError('ThrottlingException', 'Rate exceeded');
    return answer;
  }

  private createJob(arn: string, input: Input): unknown {
    if (this.jobs.some((job) => job.arn === arn)) throw serviceError('ResourceAlreadyExistsException', arn);
    this.jobs.push({ arn, input, createdMs: this.nowMs, status: 'CREATE IN PROGRESS' });
    return this.lost({});
  }

  private readonly answers: Record<string, (input: Input) => unknown> = {
    ListSolutionVersions: ({ solutionArn }) => ({
      solutionVersions: this.versionsOf(solutionArn).map(
        ({ arn: solutionVersionArn, status, createdMs }) => ({
          ...{ solutionVersionArn, status, creationDateTime: new Date(createdMs) },
        }),
      ),
    }),
    CreateSolutionVersion: ({ solutionArn, name }) => {
      if (this.versionsOf(solutionArn).some(({ input }) => input.name === name))
        throw serviceError('ResourceAlreadyExistsException', name);
      return this.lost({ solutionVersionArn: this.add(solutionArn, name, 'CREATE IN_PROGRESS').arn });
    },
    DescribeSolutionVersion: (input) => {
      const { input: given, status, failureReason } = this.find(this.versions, input.solutionVersionArn);
      return { solutionVersion: { name: given.name, status, failureReason } };
    },
    StopSolutionVersionCreation: (input) => {
      this.find(this.versions, input.solutionVersionArn).status = 'CREATE STOPPED';
      return {};
    },
    CreateBatchSegmentJob: (input) => this.createJob(jobArn(`batch-segment-job/${input.jobName}`), input),
    CreateBatchInferenceJob: (input) => this.createJob(jobArn(`batch-inference-job/${input.jobName}`), input),
    DescribeBatchSegmentJob: (input) => ({ batchSegmentJob: this.find(this.jobs, input.batchSegmentJobArn) }),
    DescribeBatchInferenceJob: (input) => ({
      batchInferenceJob: this.find(this.jobs, input.batchInferenceJobArn),
    }),
  };
}
