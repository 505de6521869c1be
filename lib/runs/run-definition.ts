import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import { pollAgain } from './polls';

/** Retries of a step after any error. */
export const RETRY: sfn.RetryProps = {
  errors: [sfn.Errors.ALL],
  interval: Duration.seconds(30),
  maxAttempts: 2,
};

/** Retries of a clean-up step: if it fails, something stays billed. */
export const LONG_RETRY: sfn.RetryProps = {
  ...RETRY,
  interval: Duration.minutes(1),
  maxAttempts: 10,
  backoffRate: 1,
};

/** Input of each step: the execution, its start, and the state so far. */
type CommonInput = 'execution' | 'startedAt' | 'state';

/** The input of a step, whose values may be tokens. */
type Sent<Step> = { readonly [Member in keyof Step]: unknown };

/** Function, input and output of {@link invoke}. */
export interface InvokeProps<Step> {
  readonly lambdaFunction: IFunction;
  /** The step's own input, besides the execution, its start, and the state. */
  readonly input: Sent<Omit<Step, CommonInput>>;
  /** Path for the answer: `$.trained`. */
  readonly resultPath: string;
  /** @default RETRY */
  readonly retry?: sfn.RetryProps;
  readonly comment?: string;
}

/** Creates the task that invokes a step's function. */
export const invoke = <Step extends object>(
  scope: Construct,
  id: string,
  { lambdaFunction, input, resultPath, retry = RETRY, comment }: InvokeProps<Step>,
): sfn.TaskStateBase =>
  new tasks.LambdaInvoke(scope, id, {
    lambdaFunction,
    comment,
    retryOnServiceExceptions: false,
    payload: sfn.TaskInput.fromObject({
      ...input,
      execution: sfn.JsonPath.executionId,
      startedAt: sfn.JsonPath.executionStartTime,
      state: sfn.JsonPath.entirePayload,
    } satisfies Record<CommonInput, unknown>),
    payloadResponseOnly: true,
    resultPath,
  }).addRetry(retry);

/** A step of a run. */
export interface RunStep {
  readonly state: sfn.TaskStateBase | sfn.Map;
  /** Transition by the step's answer. @default - always the next step */
  readonly choice?: RunChoice;
}

/** Transitions by members of a step's answer. If the answer has none of them, the next step follows. */
export interface RunChoice {
  /** Id of the choice: `Trained?` */
  readonly id: string;
  /** Path of the answer: `$.trained`. */
  readonly answer: string;
  /** If the answer has `waitingFor`, the step is invoked again after this wait. */
  readonly wait?: sfn.Wait;
  /** If the answer has `next`, the step is invoked again at once, with the remaining work. */
  readonly continues?: boolean;
  /** If the answer has `problem`, the run goes to its last step. */
  readonly refuses?: boolean;
}

/** The first step of a run. It acquires the lock, so that no two runs work at the same time. Its answer has a member `next`. */
export interface ClaimStep {
  readonly state: sfn.TaskStateBase;
  /** Path of `next`. */
  readonly next: string;
  /** Value of `next` with which the other steps begin. */
  readonly begin: string;
  /** Wait before the next attempt, if `next` is `wait`. */
  readonly wait: sfn.Wait;
  /** Polling interval of a data deletion job. @default - depends on the hours */
  readonly deletionInterval?: Duration;
  /** Whether `next` may be `finish`. */
  readonly mayFinish?: boolean;
}

/** The steps of a run. */
export interface RunDefinitionProps {
  readonly claim: ClaimStep;
  readonly steps: readonly RunStep[];
  /** Runs after the last step, after a problem, and after an error of any step. It decides whether the run succeeded. */
  readonly finish: sfn.TaskStateBase;
}

/** The state machine of a run: claim the lock → the steps, polled or repeated → finish. */
export function runDefinition(
  scope: Construct,
  { claim, steps, finish }: RunDefinitionProps,
): sfn.IChainable {
  const orFinish = ({ state }: Pick<RunStep, 'state'>): sfn.TaskStateBase | sfn.Map =>
    state.addCatch(finish, { resultPath: '$.error' });
  let following: sfn.IChainable = finish;
  for (const step of steps.toReversed()) {
    orFinish(step).next(
      step.choice ? choiceAfter(scope, step.state, step.choice, { finish, following }) : following,
    );
    following = step.state;
  }
  const next = (value: string): sfn.Condition => sfn.Condition.stringEquals(claim.next, value);
  const choice = new sfn.Choice(scope, 'What next?')
    .when(next(claim.begin), following)
    .when(
      next('deletion'),
      pollAgain(scope, 'Wait for deletion jobs', PATIENCE_HOURS.claim, claim.deletionInterval).next(
        claim.state,
      ),
    )
    .when(next('wait'), claim.wait.next(claim.state));
  if (claim.mayFinish) choice.when(next('finish'), finish);
  orFinish(claim);
  return claim.state.next(choice.otherwise(new sfn.Succeed(scope, 'Left to another run')));
}

function choiceAfter(
  scope: Construct,
  state: RunStep['state'],
  { id, answer, wait, continues, refuses }: RunChoice,
  { finish, following }: Readonly<Record<'finish' | 'following', sfn.IChainable>>,
): sfn.Choice {
  const choice = new sfn.Choice(scope, id);
  const has = (member: string): sfn.Condition => sfn.Condition.isPresent(`${answer}.${member}`);
  if (wait) choice.when(has('waitingFor'), wait.next(state));
  if (continues) choice.when(has('next'), state);
  if (refuses) choice.when(has('problem'), finish);
  return choice.otherwise(following);
}

/** Failure state of an execution. */
export interface FailureProps {
  /** Id of the last state. */
  readonly failId: string;
  /** Path of the error's name. @default - the error is named `failed` */
  readonly errorPath?: string;
  /** Path of the reason. */
  readonly causePath: string;
  /** Topic for the notice. @default - no notice */
  readonly topic?: ITopic;
  /** Subject of the notice. */
  readonly subject: string;
}

/** Sends a notice to the topic, and then fails the execution with the reason. `id` is that of the notice's state. */
export function failWithNotice(
  scope: Construct,
  id: string,
  { failId, errorPath, causePath, topic, subject }: FailureProps,
): sfn.IChainable {
  const fail = new sfn.Fail(scope, failId, {
    ...(errorPath ? { errorPath: sfn.JsonPath.stringAt(errorPath) } : { error: 'failed' }),
    causePath: sfn.JsonPath.stringAt(causePath),
  });
  if (!topic) return fail;
  return new tasks.SnsPublish(scope, id, {
    topic,
    subject,
    message: sfn.TaskInput.fromJsonPathAt(causePath),
    resultPath: sfn.JsonPath.DISCARD,
  })
    .addCatch(fail, { resultPath: sfn.JsonPath.DISCARD })
    .next(fail);
}
