import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type {
  AskStep,
  ListsClaimed,
  ListsFinished,
  ListsState,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/lists';
import { ASKING_FUNCTIONS, MAX_SLICES } from '@ecommerce-recommenders/shop-data/lists/slices';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/run-patience';
import { waitForDeletionJobs } from '../runs/deletion-jobs';
import { lookAgain, turnsFor } from '../runs/looks';
import type { ListsFunctions } from './lists-functions';

const RETRY: sfn.RetryProps = { errors: [sfn.Errors.ALL], interval: Duration.seconds(30), maxAttempts: 2 };

/** A slice that was throttled out goes on where its last answer ended. */
const ASK_RETRY: sfn.RetryProps = { ...RETRY, maxAttempts: 4 };

/** What it leaves undone costs money, so it is tried for longer. */
const FINISH_RETRY: sfn.RetryProps = {
  ...RETRY,
  interval: Duration.minutes(1),
  maxAttempts: 10,
  backoffRate: 1,
};

type Input<Step> = Readonly<Record<keyof Step, unknown>>;

/**
 * The state machine: claim → train, polled → catalogue → ask, for each slice → switch → finish, polled and also after an
 * error → outcome.
 *
 * @param plan JSON text of the plan
 * @param patienceHours - for which a run waits for trainings, and again for deletions
 */
export function listsDefinition(
  scope: Construct,
  functions: ListsFunctions,
  plan: string,
  patienceHours: number,
  topic?: ITopic,
): sfn.IChainable {
  const step = (
    id: string,
    lambdaFunction: lambda.Function,
    member: keyof ListsState,
    retry = RETRY,
  ): sfn.TaskStateBase =>
    new tasks.LambdaInvoke(scope, id, {
      lambdaFunction,
      retryOnServiceExceptions: false,
      payload: sfn.TaskInput.fromObject({
        execution: sfn.JsonPath.executionId,
        startedAt: sfn.JsonPath.executionStartTime,
        plan,
        state: sfn.JsonPath.entirePayload,
      } satisfies Input<ListsStep>),
      payloadResponseOnly: true,
      resultPath: `$.${member}`,
    }).addRetry(retry);
  const has = (member: keyof ListsState, name: string): sfn.Condition =>
    sfn.Condition.isPresent(`$.${member}.${name}`);

  const finish = step('Finish', functions.finish, 'finished', FINISH_RETRY);
  finish.addCatch(unfinished(scope, topic), { resultPath: '$.error' satisfies `$.${keyof ListsState}` }).next(
    new sfn.Choice(scope, 'Finished?')
      .when(
        has('finished', 'waitingFor'),
        lookAgain(scope, 'Wait for deletions', 2 * patienceHours).next(finish),
      )
      .when(
        sfn.Condition.stringEquals('$.finished.outcome', 'switched' satisfies ListsFinished['outcome']),
        new sfn.Succeed(scope, 'Done'),
      )
      .otherwise(failWithNotice(scope, 'Notify', topic, '$.finished.problem')),
  );
  const orFinish = <State extends sfn.TaskStateBase | sfn.Map>(state: State): State => {
    state.addCatch(finish, { resultPath: '$.error' satisfies `$.${keyof ListsState}` });
    return state;
  };

  const switchOver = orFinish(step('Switch', functions.switchOver, 'switched')).next(finish);
  const askAll = orFinish(askEach(scope, functions.ask, plan)).next(switchOver);
  const catalogue = orFinish(step('Catalogue', functions.catalogue, 'catalogue')).next(
    new sfn.Choice(scope, 'Any item?').when(has('catalogue', 'problem'), finish).otherwise(askAll),
  );
  const train = orFinish(step('Train', functions.train, 'trained'));
  train.next(
    new sfn.Choice(scope, 'Trained?')
      .when(has('trained', 'waitingFor'), lookAgain(scope, 'Wait for training', patienceHours).next(train))
      .when(has('trained', 'problem'), finish)
      .otherwise(catalogue),
  );
  const claim = orFinish(step('Claim', functions.claim, 'claimed'));
  const next = (value: ListsClaimed['next']): sfn.Condition =>
    sfn.Condition.stringEquals('$.claimed.next', value);
  return claim.next(
    new sfn.Choice(scope, 'What next?')
      .when(next('train'), train)
      .when(next('deletion'), waitForDeletionJobs(scope).next(claim))
      .when(next('wait'), lookAgain(scope, 'Wait for other run', PATIENCE_HOURS.claim).next(claim))
      .otherwise(new sfn.Succeed(scope, 'Left to another run')),
  );
}

/** Asks slice by slice; a slice that takes longer than one function may goes on in the next. */
function askEach(scope: Construct, lambdaFunction: lambda.Function, plan: string): sfn.Map {
  const ask = new tasks.LambdaInvoke(scope, 'Ask', {
    lambdaFunction,
    comment: turnsFor(PATIENCE_HOURS.asking),
    retryOnServiceExceptions: false,
    payload: sfn.TaskInput.fromObject({
      execution: sfn.JsonPath.executionId,
      startedAt: sfn.JsonPath.executionStartTime,
      plan,
      shards: sfn.JsonPath.numberAt('$.shards'),
      partShards: sfn.JsonPath.numberAt('$.partShards'),
      sinceMs: sfn.JsonPath.numberAt('$.sinceMs'),
      slice: sfn.JsonPath.objectAt('$.slice'),
    } satisfies Input<AskStep>),
    payloadResponseOnly: true,
    resultPath: '$.slice',
  }).addRetry(ASK_RETRY);
  ask.next(
    new sfn.Choice(scope, 'More to do?')
      .when(sfn.Condition.isPresent('$.slice.next'), ask)
      .otherwise(new sfn.Pass(scope, 'Asked', { outputPath: '$.slice' })),
  );
  return new sfn.Map(scope, 'Ask each', {
    comment: `${MAX_SLICES} slices at most`,
    itemsPath: '$.catalogue.slices',
    itemSelector: {
      shards: sfn.JsonPath.numberAt('$.catalogue.shards'),
      partShards: sfn.JsonPath.numberAt('$.catalogue.partShards'),
      sinceMs: sfn.JsonPath.numberAt('$.catalogue.madeMs'),
      slice: sfn.JsonPath.objectAt('$$.Map.Item.Value'),
    },
    maxConcurrency: ASKING_FUNCTIONS,
    resultPath: '$.asked' satisfies `$.${keyof ListsState}`,
  }).itemProcessor(ask);
}

/** The end of a run that could not clear up: its recommenders may still be there. */
function unfinished(scope: Construct, topic?: ITopic): sfn.IChainable {
  const problem =
    'The run could not delete its recommenders, which are billed while they are there, or its files; the next run does. ' +
    'The reason: {}';
  return new sfn.Pass(scope, 'Clean-up failed', {
    parameters: {
      outcome: 'failed' satisfies ListsFinished['outcome'],
      problem: sfn.JsonPath.format(problem, sfn.JsonPath.stringAt('$.error.Cause')),
    },
    resultPath: '$.finished' satisfies `$.${keyof ListsState}`,
  }).next(failWithNotice(scope, 'Notify of failed clean-up', topic, '$.finished.problem'));
}

/** The execution fails with the problem, after a notice to the topic. */
function failWithNotice(
  scope: Construct,
  id: string,
  topic: ITopic | undefined,
  problem: string,
): sfn.IChainable {
  const fail = new sfn.Fail(scope, `${id}: no new lists`, {
    errorPath: sfn.JsonPath.stringAt('$.finished.outcome'),
    causePath: sfn.JsonPath.stringAt(problem),
  });
  if (!topic) return fail;
  return new tasks.SnsPublish(scope, id, {
    topic,
    subject: 'Lists of recommendations were not renewed',
    message: sfn.TaskInput.fromJsonPathAt(problem),
    resultPath: sfn.JsonPath.DISCARD,
  })
    .addCatch(fail, { resultPath: sfn.JsonPath.DISCARD })
    .next(fail);
}
