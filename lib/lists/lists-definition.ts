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
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { ASKING_FUNCTIONS, MAX_SLICES } from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import { pollAgain, limitInWords } from '../runs/polls';
import { failWithNotice, invoke, LONG_RETRY, RETRY, runDefinition } from '../runs/run-definition';
import type { ListsFunctions } from './lists-functions';

/** A throttled slice resumes after its last answer. */
const ASK_RETRY: sfn.RetryProps = { ...RETRY, maxAttempts: 4 };

/** Options of the definition. */
export interface ListsDefinitionProps {
  /** JSON text of the plan. */
  readonly plan: string;
  /** Maximum hours that a run waits for trainings, and again for deletions. */
  readonly patienceHours: number;
  readonly topic?: ITopic;
}

/** The state machine: claim the lock → similar items (optional) → train → catalogue → ask, for each slice → switch → finish. */
export function listsDefinition(
  scope: Construct,
  functions: ListsFunctions,
  { plan, patienceHours, topic }: ListsDefinitionProps,
): sfn.IChainable {
  const step = (
    id: string,
    lambdaFunction: lambda.Function,
    member: keyof ListsState,
    retry?: sfn.RetryProps,
  ): sfn.TaskStateBase =>
    invoke<ListsStep>(scope, id, { lambdaFunction, input: { plan }, resultPath: `$.${member}`, retry });
  const finish = step('Finish', functions.finish, 'finished', LONG_RETRY);
  finish.addCatch(unfinished(scope, topic), { resultPath: '$.error' satisfies `$.${keyof ListsState}` }).next(
    new sfn.Choice(scope, 'Finished?')
      .when(
        sfn.Condition.isPresent('$.finished.waitingFor'),
        pollAgain(scope, 'Wait for deletions', 2 * patienceHours).next(finish),
      )
      .when(
        sfn.Condition.stringEquals('$.finished.outcome', 'switched' satisfies ListsFinished['outcome']),
        new sfn.Succeed(scope, 'Done'),
      )
      .otherwise(noNewLists(scope, 'Notify', topic)),
  );
  return runDefinition(scope, {
    claim: {
      state: step('Claim', functions.claim, 'claimed'),
      next: '$.claimed.next',
      begin: 'train' satisfies ListsClaimed['next'],
      wait: pollAgain(scope, 'Wait for other run', PATIENCE_HOURS.claim),
    },
    steps: [
      // This step comes before the recommenders are created, because they are billed while they exist.
      ...(functions.similar ? [{ state: step('Similar items', functions.similar, 'similar') }] : []),
      {
        state: step('Train', functions.train, 'trained'),
        choice: {
          id: 'Trained?',
          answer: '$.trained',
          wait: pollAgain(scope, 'Wait for training', patienceHours),
          refuses: true,
        },
      },
      {
        state: step('Catalogue', functions.catalogue, 'catalogue'),
        choice: { id: 'Any item?', answer: '$.catalogue', refuses: true },
      },
      { state: askEach(scope, functions.ask, plan) },
      { state: step('Switch', functions.switchOver, 'switched') },
    ],
    finish,
  });
}

/** Asks for the recommendations slice by slice. A slice that exceeds the function's timeout resumes in the next invocation. */
function askEach(scope: Construct, lambdaFunction: lambda.Function, plan: string): sfn.Map {
  const ask = new tasks.LambdaInvoke(scope, 'Ask', {
    lambdaFunction,
    comment: limitInWords(PATIENCE_HOURS.asking),
    retryOnServiceExceptions: false,
    payload: sfn.TaskInput.fromObject({
      execution: sfn.JsonPath.executionId,
      startedAt: sfn.JsonPath.executionStartTime,
      plan,
      shards: sfn.JsonPath.numberAt('$.shards'),
      partShards: sfn.JsonPath.numberAt('$.partShards'),
      sinceMs: sfn.JsonPath.numberAt('$.sinceMs'),
      slice: sfn.JsonPath.objectAt('$.slice'),
    } satisfies Readonly<Record<keyof AskStep, unknown>>),
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

/** The failure state of a run whose clean-up failed: its recommenders may still exist. */
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
  }).next(noNewLists(scope, 'Notify of failed clean-up', topic));
}

const noNewLists = (scope: Construct, id: string, topic: ITopic | undefined): sfn.IChainable =>
  failWithNotice(scope, id, {
    failId: `${id}: no new lists`,
    errorPath: '$.finished.outcome',
    causePath: '$.finished.problem',
    topic,
    subject: 'Lists of recommendations were not renewed',
  });
