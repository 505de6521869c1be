import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { BatchFolder } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type {
  BatchAnswers,
  BatchStep,
  BatchStepName,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import { pollAgain, limitInWords } from '../runs/polls';
import { failWithNotice, invoke, LONG_RETRY, runDefinition, type InvokeProps } from '../runs/run-definition';

/** Function, notices and names for {@link batchDefinition}. */
export interface BatchDefinitionProps {
  readonly folder: BatchFolder;
  /** Runs every step. */
  readonly lambdaFunction: lambda.IFunction;
  /** The plan as JSON text. */
  readonly plan: string;
  /** Maximum hours that a run waits for trainings, and again for jobs. */
  readonly patienceHours: number;
  readonly topic?: ITopic;
}

/** The state machine: claim the lock → train → write → work → convert, one part at a time → finish. */
export function batchDefinition(
  scope: Construct,
  { folder, lambdaFunction, plan, patienceHours, topic }: BatchDefinitionProps,
): sfn.IChainable {
  const step = (
    id: string,
    name: BatchStepName,
    more: Pick<InvokeProps<BatchStep>, 'retry' | 'comment'> = {},
  ): sfn.TaskStateBase =>
    invoke<BatchStep>(scope, id, {
      lambdaFunction,
      input: { step: name, plan },
      resultPath: `$.${name}`,
      ...more,
    });
  const failure = (id: string, causePath: string): sfn.IChainable =>
    failWithNotice(scope, id, {
      failId: `${id}: no new ${folder}`,
      causePath,
      topic,
      subject: NOTICES[folder],
    });
  const finish = step('Finish', 'finish', { retry: LONG_RETRY });
  finish
    .addCatch(failure('Notify of failed clean-up', '$.error.Cause'), { resultPath: '$.error' })
    .next(
      new sfn.Choice(scope, 'Finished?')
        .when(sfn.Condition.isPresent('$.finish.problem'), failure('Notify', '$.finish.problem'))
        .otherwise(new sfn.Succeed(scope, 'Done')),
    );
  return runDefinition(scope, {
    claim: {
      state: step('Claim', 'claim'),
      next: '$.claim.next',
      begin: 'train' satisfies BatchAnswers['claim']['next'],
      wait: pollAgain(scope, 'Wait for other run', PATIENCE_HOURS.claim),
    },
    steps: [
      {
        state: step('Train', 'train'),
        choice: {
          id: 'Trained?',
          answer: '$.train',
          wait: pollAgain(scope, 'Wait for training', patienceHours),
          refuses: true,
        },
      },
      { state: step('Write', 'write'), choice: { id: 'Anything to ask?', answer: '$.write', refuses: true } },
      {
        state: step('Work', 'work'),
        choice: {
          id: 'Worked?',
          answer: '$.work',
          wait: pollAgain(scope, 'Wait for jobs', 2 * patienceHours),
          refuses: true,
        },
      },
      {
        state: step('Convert', 'convert', {
          comment: limitInWords(2 * patienceHours + PATIENCE_HOURS.converting),
        }),
        choice: { id: 'More to do?', answer: '$.convert', continues: true },
      },
    ],
    finish,
  });
}

const NOTICES: Readonly<Record<BatchFolder, string>> = {
  segments: 'Segments of users were not renewed',
  batches: 'Recommendations for every user were not renewed',
};
