import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type {
  BusEventsEnvironment,
  PublishedRuns,
  PublishedTrainings,
} from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { handlerLogger } from '../shop/functions/handler-logger';
import { listObjects } from '../lists/steps/list-objects';
import { eventBus } from './event-bus';
import { runEnded } from './run-ended';
import { seeTrainings } from './see-trainings';
import { publishTrainings } from './publish-trainings';

const env = process.env as unknown as BusEventsEnvironment;
const { STACK_NAME: stackName, DATASET_GROUP_ARN: datasetGroupArn, DATA_BUCKET: bucket } = env;
const objects = listObjects(new S3Client({}), bucket);
const now = Date.now;
const put = eventBus({ events: new EventBridgeClient({}), stackName, now, logger: handlerLogger() });
const states = new SFNClient({});
const personalize = new PersonalizeClient({});
const trainings = JSON.parse(env.TRAININGS) as PublishedTrainings;

/** Entry point of the function that EventBridge calls when a run has ended. */
export const run = runEnded({
  objects,
  bucket,
  stackName,
  datasetGroupArn,
  runs: JSON.parse(env.RUNS) as PublishedRuns,
  put,
  failureOf: async (executionArn) => {
    const { error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
    return { error, cause };
  },
});

/** Entry point of the function that EventBridge calls every hour. */
export const look = publishTrainings({
  see: () => seeTrainings(personalize, trainings),
  objects,
  stackName,
  datasetGroupArn,
  put,
  now,
});
