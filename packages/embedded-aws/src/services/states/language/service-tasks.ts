import type { Json, JsonObject } from './json';
import type { Run } from './run';
import { callSdk, type SdkAction } from './sdk-task';
import { StateError } from './state-error';

/** An optimized integration besides those of Lambda and SNS. */
export interface ServiceTask {
  readonly parameters: readonly string[];
  readonly needed: string;
  readonly call: (input: JsonObject, run: Run) => Promise<Json>;
}

const PUT_EVENTS: SdkAction = {
  api: 'events',
  errors: 'EventBridge',
  client: 'AmazonEventBridge',
  operation: 'PutEvents',
};
const START_EXECUTION: SdkAction = {
  api: 'states',
  errors: 'StepFunctions',
  client: 'AWSStepFunctions',
  operation: 'StartExecution',
  isCamelCase: true,
};
const DESCRIBE_EXECUTION: SdkAction = { ...START_EXECUTION, operation: 'DescribeExecution' };
const START_JOB_RUN: SdkAction = {
  api: 'glue',
  errors: 'Glue',
  client: 'AWSGlue',
  operation: 'StartJobRun',
};
const GET_JOB_RUN: SdkAction = { ...START_JOB_RUN, operation: 'GetJobRun' };

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Entries with their Detail as JSON text; fails if one of them was rejected. */
const putEvents: ServiceTask = {
  parameters: ['Entries'],
  needed: 'Entries',
  call: async ({ Entries }, run) => {
    const entries = (Entries as readonly JsonObject[]).map(({ Detail = {}, ...entry }) => ({
      ...entry,
      Detail: asText(Detail),
    }));
    const answer = (await callSdk(PUT_EVENTS, { Entries: entries }, run)) as JsonObject;
    if (answer.FailedEntryCount === 0) return answer;
    throw new StateError('EventBridge.FailedEntry', JSON.stringify(answer));
  },
};

const startExecution = async ({ Input = {}, ...request }: JsonObject, run: Run): Promise<JsonObject> =>
  (await callSdk(START_EXECUTION, { ...request, Input: asText(Input) }, run)) as JsonObject;

/** Waits for the end of a job, checking at each change in the account. */
async function until(
  isOver: (job: JsonObject) => boolean,
  ask: () => Promise<Json>,
  run: Run,
): Promise<JsonObject> {
  const { changes } = run.delays.platform;
  for (;;) {
    const { version } = changes;
    const job = (await ask()) as JsonObject;
    if (isOver(job)) return job;
    await changes.after(version, run.signal);
    run.signal.throwIfAborted();
  }
}

/** Waits for the execution's end. @param read - how its output and input come back */
const syncExecution =
  (read: (text: string) => Json): ServiceTask['call'] =>
  async (input, run) => {
    const { ExecutionArn } = await startExecution(input, run);
    const ended = await until(
      ({ Status }) => Status !== 'RUNNING',
      () => callSdk(DESCRIBE_EXECUTION, { ExecutionArn }, run),
      run,
    );
    const whole = { ...ended, Input: read(ended.Input as string) };
    if (ended.Status !== 'SUCCEEDED') throw new StateError('States.TaskFailed', JSON.stringify(whole));
    return { ...whole, Output: read(ended.Output as string) };
  };

const EXECUTION = { parameters: ['StateMachineArn', 'Input', 'Name'], needed: 'StateMachineArn' };
const JOB_RUN = {
  parameters: ['JobName', 'Arguments', 'Timeout', 'NumberOfWorkers', 'WorkerType'],
  needed: 'JobName',
};

/**
 * Optimized integrations by suffix of `arn:aws:states:::`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
export const SERVICE_TASKS: Readonly<Record<string, ServiceTask>> = {
  'events:putEvents': putEvents,
  'glue:startJobRun': { ...JOB_RUN, call: (input, run) => callSdk(START_JOB_RUN, input, run) },
  'glue:startJobRun.sync': {
    ...JOB_RUN,
    call: async (input, run) => {
      const { JobRunId } = (await callSdk(START_JOB_RUN, input, run)) as JsonObject;
      const ended = await until(
        ({ JobRun }) =>
          !['STARTING', 'RUNNING', 'STOPPING', 'WAITING'].includes(
            (JobRun as JsonObject).JobRunState as string,
          ),
        () => callSdk(GET_JOB_RUN, { JobName: input.JobName, RunId: JobRunId }, run),
        run,
      );
      const job = ended.JobRun as JsonObject;
      if (job.JobRunState !== 'SUCCEEDED') throw new StateError('States.TaskFailed', JSON.stringify(job));
      return job;
    },
  },
  'states:startExecution': { ...EXECUTION, call: startExecution },
  'states:startExecution.sync': { ...EXECUTION, call: syncExecution((text) => text) },
  'states:startExecution.sync:2': { ...EXECUTION, call: syncExecution((text) => JSON.parse(text) as Json) },
};
