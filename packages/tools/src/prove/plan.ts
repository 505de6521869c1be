import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { recommendersUsd } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { SETTING_NAMES, SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';

/** Training takes 27 to 60 minutes. */
const TRAINING_TIMEOUT_HOURS = 2;

/**
 * A filter that stays, so that the role of the add-ons is in use when the policy of the event tracker is attached to it again.
 */
const KEPT_FILTERS = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' };

/**
 * Settings that differ from the defaults: a separate stack, more time, and the features that the update switches off
 * and the next deployment on.
 */
const OWN = {
  stage: 'prove',
  trainingTimeoutHours: TRAINING_TIMEOUT_HOURS,
  eventTracker: true,
  filters: { ...KEPT_FILTERS, dear: 'INCLUDE ItemID WHERE Items.PRICE > 200' },
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** All settings of a proof in the form of `-c NAME=VALUE`. They are the defaults, whatever cdk.json contains. */
export const PROOF_SETTINGS: Readonly<Record<string, string>> = Object.fromEntries(
  SETTING_NAMES.map((name) => [
    name,
    textOf(name in OWN ? OWN[name as keyof typeof OWN] : SETTINGS[name].default),
  ]),
);

/** Setting of the later deployments. It makes them prepare and import the interactions again. */
export const AGAIN = { holdout: '0.2' } as const;

/** Settings of the update. It also switches a filter and the event tracker off. */
export const UPDATE = { ...AGAIN, eventTracker: 'false', filters: JSON.stringify(KEPT_FILTERS) } as const;

/** CDK CLI arguments for the app that has the shop in other constructs. */
export const MOVED_APP = ['--app', 'node -r ./bin/run-typescript.cjs bin/moved-app.ts'] as const;

/** Name of the stack. */
export const PROOF_STACK = stackNameOf(OWN.stage);

const RECOMMENDERS = 4;

/** Number of users in the sample, in the lowest price tier. */
const USERS = 5_000;

/**
 * Maximum hours for which recommenders are billed: while the slowest of them trains; while data is prepared (an hour
 * at most) and imported, in the update, in the deployment that is rolled back, in its rollback, and in the move;
 * while a filter and the event tracker are re-created; and while recommenders are deleted.
 */
const BILLED_HOURS = TRAINING_TIMEOUT_HOURS + 4 * (1 + TRAINING_TIMEOUT_HOURS) + 1 + 1;

/** Maximum size of the data that all deployments import, in GB. */
const IMPORTED_GB = 0.3;

/** Maximum cost of Lambda, Step Functions, S3 and CloudWatch together, in US dollars. */
export const OTHERS_USD = 0.1;

/** US dollars for the four recommenders, each for a number of hours. */
export const recommendersFor = (hours: number): number =>
  recommendersUsd(
    Array.from({ length: RECOMMENDERS }, () => ({
      users: USERS,
      requestsPerSecond: 0,
      minRequestsPerSecond: DEFAULT_REQUESTS_PER_SECOND,
    })),
    hours,
  );

/** Maximum cost of a proof in US dollars, if it is not interrupted and everything can be deleted. */
export const AT_MOST_USD =
  recommendersFor(BILLED_HOURS) + usdOf(PRICES.items.ingestion, IMPORTED_GB) + OTHERS_USD;

/** Account in which a proof runs. */
interface ProofPlace {
  readonly account: string;
  /** ARN of the caller. */
  readonly caller: string;
  readonly region: string;
}

const placeText = ({ account, caller, region }: ProofPlace): string =>
  `Account ${account} in ${region}, as ${caller}`;

/** Describes what a proof creates, how long it takes, what it costs and how to stop it. */
export const planText = (place: ProofPlace): string =>
  [
    placeText(place),
    `Deploys the stack ${PROOF_STACK} with the sample and four recommenders, asks them, rehearses an update, switches a filter and the event tracker off ` +
      'and on, moves all to other constructs, once so that it fails and once for good, destroys the stack and looks whether anything is left. Nothing else in the account is changed; what the CDK publishes stays in its bootstrap bucket.',
    'Time: two and a half to five hours. Keep this machine awake and online; the credentials have to last as long.',
    `Price: $3 to $5 as a rule, and at most $${AT_MOST_USD.toFixed(2)} if it is not interrupted and everything can be deleted. The ` +
      `recommenders are billed $${recommendersFor(1).toFixed(2)} an hour from the end of their training until they are deleted ` +
      `(${PRICES.isConfirmed ? '' : 'unconfirmed: '}${PRICES.sources['Amazon Personalize']}).`,
    'To stop: Ctrl-C ends the step under way and destroys the stack, which takes about 20 minutes, and longer while recommenders train. ' +
      'After a second Ctrl-C, or if this machine fails, the stack stays and is billed until you run "npm run prove -- --remove" in this folder.',
  ].join('\n\n');

/** Describes what happens if only the remains of an earlier proof are removed. */
export const removalText = (place: ProofPlace): string =>
  [
    placeText(place),
    `Destroys the stack ${PROOF_STACK} of an earlier run and looks whether anything is left: about 20 minutes, and longer while ` +
      'recommenders train. Creates nothing.',
  ].join('\n\n');
