import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { BatchFolder } from '@ecommerce-recommenders/shop-data/batch/batch-places';
import type {
  BatchAnswers,
  BatchStep,
  BatchStepName,
} from '@ecommerce-recommenders/shop-data/contracts/batch';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/run-patience';
import { waitForDeletionJobs } from '../runs/deletion-jobs';
import { lookAgain, turnsFor } from '../runs/looks';

const RETRY: sfn.RetryProps = { errors: [sfn.Errors.ALL], interval: Duration.seconds(30), maxAttempts: 2 };

/** What it leaves undone costs money, so it is tried for longer. */
const FINISH_RETRY: sfn.RetryProps = {
  ...RETRY,
  interval: Duration.minutes(1),
  maxAttempts: 10,
  backoffRate: 1,
};

/** Function, notices and names of a {@link batchDefinition}. */
export interface BatchDefinitionProps {
  readonly folder: BatchFolder;
  /** Takes every step. */
  readonly lambdaFunction: lambda.IFunction;
  /** JSON text. */
  readonly plan: string;
  /** For which a run waits for trainings, and again for jobs. */
  readonly patienceHours: number;
  readonly topic?: ITopic;
}

/**
 * The state machine: claim → train, polled → write → work, polled → convert, part by part → finish, also after an error →
 * outcome.
 */
export function batchDefinition(
  scope: Construct,
  { folder, lambdaFunction, plan, patienceHours, topic }: BatchDefinitionProps,
): sfn.IChainable {
  const step = (id: string, name: BatchStepName, retry = RETRY, comment?: string): sfn.TaskStateBase =>
    new tasks.LambdaInvoke(scope, id, {
      lambdaFunction,
      comment,
      retryOnServiceExceptions: false,
      payload: sfn.TaskInput.fromObject({
        step: name,
        execution: sfn.JsonPath.executionId,
        startedAt: sfn.JsonPath.executionStartTime,
        plan,
        state: sfn.JsonPath.entirePayload,
      } satisfies Readonly<Record<keyof BatchStep, unknown>>),
      payloadResponseOnly: true,
      resultPath: `$.${name}`,
    }).addRetry(retry);
  const has = <Name extends BatchStepName>(
    name: Name,
    member: keyof BatchAnswers[Name] & string,
  ): sfn.Condition => sfn.Condition.isPresent(`$.${name}.${member}`);

  const finish = step('Finish', 'finish', FINISH_RETRY);
  finish.addCatch(
    failWithNotice(scope, 'Notify of failed clean-up', { folder, topic, problem: '$.error.Cause' }),
    {
      resultPath: '$.error',
    },
  );
  finish.next(
    new sfn.Choice(scope, 'Finished?')
      .when(
        has('finish', 'problem'),
        failWithNotice(scope, 'Notify', { folder, topic, problem: '$.finish.problem' }),
      )
      .otherwise(new sfn.Succeed(scope, 'Done')),
  );
  const orFinish = (state: sfn.TaskStateBase): sfn.TaskStateBase =>
    state.addCatch(finish, { resultPath: '$.error' });

  const convert = orFinish(
    step('Convert', 'convert', RETRY, turnsFor(2 * patienceHours + PATIENCE_HOURS.converting)),
  );
  convert.next(new sfn.Choice(scope, 'More to do?').when(has('convert', 'next'), convert).otherwise(finish));
  const work = orFinish(step('Work', 'work'));
  work.next(
    new sfn.Choice(scope, 'Worked?')
      .when(has('work', 'waitingFor'), lookAgain(scope, 'Wait for jobs', 2 * patienceHours).next(work))
      .when(has('work', 'problem'), finish)
      .otherwise(convert),
  );
  const write = orFinish(step('Write', 'write'));
  write.next(new sfn.Choice(scope, 'Anything to ask?').when(has('write', 'problem'), finish).otherwise(work));
  const train = orFinish(step('Train', 'train'));
  train.next(
    new sfn.Choice(scope, 'Trained?')
      .when(has('train', 'waitingFor'), lookAgain(scope, 'Wait for training', patienceHours).next(train))
      .when(has('train', 'problem'), finish)
      .otherwise(write),
  );
  const claim = orFinish(step('Claim', 'claim'));
  const next = (value: BatchAnswers['claim']['next']): sfn.Condition =>
    sfn.Condition.stringEquals('$.claim.next', value);
  return claim.next(
    new sfn.Choice(scope, 'What next?')
      .when(next('train'), train)
      .when(next('deletion'), waitForDeletionJobs(scope).next(claim))
      .when(next('wait'), lookAgain(scope, 'Wait for other run', PATIENCE_HOURS.claim).next(claim))
      .otherwise(new sfn.Succeed(scope, 'Left to another run')),
  );
}

/** The execution fails with the problem, after a notice to the topic. */
function failWithNotice(
  scope: Construct,
  id: string,
  { folder, topic, problem }: Pick<BatchDefinitionProps, 'folder' | 'topic'> & { readonly problem: string },
): sfn.IChainable {
  const fail = new sfn.Fail(scope, `${id}: no new ${folder}`, {
    error: 'failed',
    causePath: sfn.JsonPath.stringAt(problem),
  });
  if (!topic) return fail;
  return new tasks.SnsPublish(scope, id, {
    topic,
    subject: NOTICES[folder],
    message: sfn.TaskInput.fromJsonPathAt(problem),
    resultPath: sfn.JsonPath.DISCARD,
  })
    .addCatch(fail, { resultPath: sfn.JsonPath.DISCARD })
    .next(fail);
}

const NOTICES: Readonly<Record<BatchFolder, string>> = {
  segments: 'Segments of users were not renewed',
  batches: 'Recommendations for every user were not renewed',
};
