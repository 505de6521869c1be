import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type {
  Claimed,
  Finished,
  FreshDataState,
  FreshDataStep,
  MappedPrepareStep,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/run-patience';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/mapping/mapping';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { waitForDeletionJobs } from '../runs/deletion-jobs';
import { lookAgain } from '../runs/looks';
import type { UserKey } from '../shop/user-key';
import type { FreshDataFunctions } from './fresh-data-functions';

/** A destroy waits for the end of a wait, since nothing stops a run before. */
const LOOKS = Duration.minutes(1);

/** Polling interval of files that are still arriving. */
const ARRIVAL_LOOKS = Duration.seconds(30);

/** What the definition says besides its steps. */
export interface FreshDataDefinitionProps extends Pick<Settings, 'data' | 'maxBadRows'> {
  readonly userKey?: UserKey;
  /** Gets a notice when data was not imported. @default - nobody */
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

/** The state machine: claim → prepare → import, polled → finish, also after an error → outcome. */
export function freshDataDefinition(
  scope: Construct,
  functions: Pick<FreshDataFunctions, 'claim' | 'prepare' | 'importData' | 'finish'>,
  { data, maxBadRows, userKey, topic }: FreshDataDefinitionProps,
): sfn.IChainable {
  const step = (
    id: string,
    lambdaFunction: lambda.Function,
    resultPath: string,
    more: object = {},
  ): sfn.TaskStateBase =>
    new tasks.LambdaInvoke(scope, id, {
      lambdaFunction,
      retryOnServiceExceptions: false,
      payload: sfn.TaskInput.fromObject({
        ...more,
        execution: sfn.JsonPath.executionId,
        startedAt: sfn.JsonPath.executionStartTime,
        state: sfn.JsonPath.entirePayload,
      }),
      payloadResponseOnly: true,
      resultPath,
    }).addRetry({ errors: [sfn.Errors.ALL], interval: Duration.seconds(30), maxAttempts: 2 });
  const at = <Member extends keyof FreshDataState>(member: Member, name: string): string =>
    `$.${member}.${name}`;

  const finish = step('Finish', functions.finish, '$').next(outcome(scope, topic));
  const orFinish = (task: sfn.TaskStateBase): sfn.TaskStateBase =>
    task.addCatch(finish, { resultPath: '$.error' satisfies `$.${keyof FreshDataState}` });

  const importData = orFinish(step('Import', functions.importData, '$.imported'));
  importData.next(
    new sfn.Choice(scope, 'Imported?')
      .when(
        sfn.Condition.isPresent(at('imported', 'waitingFor')),
        lookAgain(scope, 'Wait for import', PATIENCE_HOURS.import, LOOKS).next(importData),
      )
      .otherwise(finish),
  );
  const mapped = data && mappedInput(data, maxBadRows, userKey);
  const prepare = orFinish(step('Prepare', functions.prepare, '$.prepared', mapped ?? {}));
  prepare.next(
    new sfn.Choice(scope, 'Good data?')
      .when(sfn.Condition.isPresent(at('prepared', 'problem')), finish)
      .otherwise(importData),
  );

  const claim = orFinish(step('Claim', functions.claim, '$'));
  const next = (value: Claimed['next']): sfn.Condition => sfn.Condition.stringEquals('$.next', value);
  return claim.next(
    new sfn.Choice(scope, 'What next?')
      .when(
        next('wait'),
        lookAgain(scope, 'Wait for more files', PATIENCE_HOURS.arrival, ARRIVAL_LOOKS).next(claim),
      )
      .when(next('deletion'), waitForDeletionJobs(scope, LOOKS).next(claim))
      .when(next('prepare'), prepare)
      .when(next('finish'), finish)
      .otherwise(new sfn.Succeed(scope, 'Left to another run')),
  );
}

/** The execution fails with the reason if the data was not imported, after a notice to the topic. */
function outcome(scope: Construct, topic?: ITopic): sfn.IChainable {
  const is = (value: Finished['outcome']): sfn.Condition => sfn.Condition.stringEquals('$.outcome', value);
  const fail = new sfn.Fail(scope, 'Not imported', {
    errorPath: sfn.JsonPath.stringAt('$.outcome'),
    causePath: sfn.JsonPath.stringAt('$.problem'),
  });
  const tell =
    topic &&
    new tasks.SnsPublish(scope, 'Notify', {
      topic,
      subject: 'Fresh data was not imported',
      message: sfn.TaskInput.fromJsonPathAt('$.problem'),
      resultPath: sfn.JsonPath.DISCARD,
    })
      .addCatch(fail, { resultPath: sfn.JsonPath.DISCARD })
      .next(fail);
  return new sfn.Choice(scope, 'How did it end?')
    .when(sfn.Condition.or(is('imported'), is('idle')), new sfn.Succeed(scope, 'Done'))
    .otherwise(tell ?? fail);
}
