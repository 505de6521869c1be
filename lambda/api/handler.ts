import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import type { ApiConfig, ApiEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { randomUUID } from 'node:crypto';
import { handlerLogger } from '../shop/functions/handler-logger';
import { reconnecting } from '../add-ons/reconnecting';
import { api } from './api';
import { knownBestSellers } from './best-sellers';
import { Circuits } from './circuits';
import { commonAnswers } from './common-answers';
import { countEvents } from './count-events';
import { guests as guestsOf } from './guests';
import { liveAnswers } from './live-answers';
import { PopularLists } from './popular-lists';
import { proveUser } from './prove-user';
import { guestsUsedUpMetric } from './metrics';
import { rank } from './rank';
import { storedItems } from './stored-items';
import { storedRules } from './stored-rules';
import { storedLists } from './stored-lists';
import { storedText } from './stored-text';
import { takeEvents } from './take-events';
import { withUnknownItems } from './unknown-items';

const env = process.env as unknown as ApiEnvironment;
const config = JSON.parse(env.CONFIG) as ApiConfig;
const bucket = env.DATA_BUCKET;
const logger = handlerLogger();
const now = Date.now;
const circuits = new Circuits(now);
// The API retries by itself, within its time budgets.
const once = { maxAttempts: 1 };
const s3 = new S3Client({});
const text = storedText(s3, bucket);
const items = storedItems({ s3, bucket, shown: config, now, logger });
const { recommenders, filters, promotions, hasItems } = config;

const kms = reconnecting(new KMSClient(once));
const guests =
  config.guests &&
  guestsOf({
    ...{ s3, bucket, kms, keyArn: env.GUEST_KEY_ARN!, settings: config.guests, newId: randomUUID, now },
    onUsedUp: () => guestsUsedUpMetric(logger, { stackName: env.STACK_NAME, now }, config.guests!.perDay),
  });

const runtime = reconnecting(new PersonalizeRuntimeClient(once));
const ask = liveAnswers({
  runtime,
  circuits,
  anyItem: async () => (hasItems ? (await items.current())?.first(1)[0] : undefined),
  recommenders,
  filters,
  promotions,
  filtersArn: env.FILTERS_ARN,
  now,
  logger,
});

/** Entry point of the function behind the HTTP API. */
export const handler = api({
  config,
  ask: commonAnswers(withUnknownItems(ask, hasItems ? items : undefined, now), now),
  lists: storedLists(text, now),
  bestSellers: knownBestSellers(text, now, logger),
  popular: new PopularLists(now),
  items,
  rules: config.rules ? storedRules(text, now, logger) : undefined,
  circuits,
  prove: proveUser({ kms, keyArn: env.USER_TOKEN_KEY_ARN, guests, now }),
  rank: rank({
    runtime,
    campaignArn: config.campaign,
    circuits,
    items,
    hasItems,
    stackName: env.STACK_NAME,
    now,
    logger,
  }),
  take: takeEvents({
    tracker: reconnecting(new PersonalizeEventsClient(once)),
    trackingId: env.TRACKING_ID,
    namesSources: config.namesSources,
    hasItems,
    items,
    newId: randomUUID,
    now,
  }),
  count: countEvents({
    experiment: config.experiment,
    shelves: config.shelves,
    stackName: env.STACK_NAME,
    now,
    items: hasItems ? items : undefined,
    write: (line) => void process.stdout.write(`${line}\n`),
  }),
  guests,
  stackName: env.STACK_NAME,
  now,
  logger,
});
