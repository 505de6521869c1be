import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type {
  Claimed,
  Finished,
  FreshDataState,
  FreshDataStep,
  MappedPrepareStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { pollAgain } from '../runs/polls';
import { failWithNotice, invoke, runDefinition } from '../runs/run-definition';
import type { UserKey } from '../shop/user-key';
import type { FreshDataFunctions } from './fresh-data-functions';

/** A destroy waits until this interval ends, because nothing stops the run earlier. */
const POLL_INTERVAL = Duration.minutes(1);

/** Polling interval of files that are still arriving. */
const ARRIVAL_INTERVAL = Duration.seconds(30);

/** The settings and topic for {@link freshDataDefinition}. */
export interface FreshDataDefinitionProps extends Pick<Settings, 'data' | 'maxBadRows'> {
  readonly userKey?: UserKey;
  /** Topic for notices of data that was not imported. @default - none */
  readonly topic?: ITopic;
}

const mappedInput = (
  mapping: ShopMapping,
  maxBadRows: number,
  userKey: UserKey | undefined,
): Omit<MappedPrepareStep, keyof FreshDataStep> => ({
  mapping: JSON.stringify(mapping),
  maxBadRows: String(maxBadRows),
  ...(userKey && { userKeyArn: userKey.key.keyArn }),
});

/** The state machine: claim the lock → prepare → import, polled → finish. */
export function freshDataDefinition(
  scope: Construct,
  functions: Pick<FreshDataFunctions, 'claim' | 'prepare' | 'importData' | 'finish'>,
  { data, maxBadRows, userKey, topic }: FreshDataDefinitionProps,
): sfn.IChainable {
  const step = (
    id: string,
    lambdaFunction: lambda.Function,
    resultPath: '$' | `$.${keyof FreshDataState}`,
  ): sfn.TaskStateBase => invoke<FreshDataStep>(scope, id, { lambdaFunction, input: {}, resultPath });
  const finish = step('Finish', functions.finish, '$');
  const is = (value: Finished['outcome']): sfn.Condition => sfn.Condition.stringEquals('$.outcome', value);
  finish.next(
    new sfn.Choice(scope, 'How did it end?')
      .when(sfn.Condition.or(is('imported'), is('idle')), new sfn.Succeed(scope, 'Done'))
      .otherwise(
        failWithNotice(scope, 'Notify', {
          failId: 'Not imported',
          errorPath: '$.outcome',
          causePath: '$.problem',
          topic,
          subject: 'Fresh data was not imported',
        }),
      ),
  );
  return runDefinition(scope, {
    claim: {
      state: step('Claim', functions.claim, '$'),
      next: '$.next',
      begin: 'prepare' satisfies Claimed['next'],
      wait: pollAgain(scope, 'Wait for more files', PATIENCE_HOURS.arrival, ARRIVAL_INTERVAL),
      deletionInterval: POLL_INTERVAL,
      mayFinish: true,
    },
    steps: [
      {
        state: data
          ? invoke<MappedPrepareStep>(scope, 'Prepare', {
              lambdaFunction: functions.prepare,
              input: mappedInput(data, maxBadRows, userKey),
              resultPath: '$.prepared',
            })
          : step('Prepare', functions.prepare, '$.prepared'),
        choice: { id: 'Good data?', answer: '$.prepared', refuses: true },
      },
      {
        state: step('Import', functions.importData, '$.imported'),
        choice: {
          id: 'Imported?',
          answer: '$.imported',
          wait: pollAgain(scope, 'Wait for import', PATIENCE_HOURS.import, POLL_INTERVAL),
        },
      },
    ],
    finish,
  });
}
