import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { recommendersUsd } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { type Questioned, requireSomebodyToAsk } from '../real-account';
import type { OtherWords } from './parity-variables';
import { type RemovalDeps, removeAll } from './removal';

/** Options of the command line, and the environment in which it runs. */
export interface ParityOptions extends Questioned {
  readonly prefix: string;
  readonly endpoint?: string;
  readonly withRecommenders: boolean;
}

/** Dependencies of {@link runParity}. */
export interface ParityDeps extends RemovalDeps {
  readonly clients: RemovalDeps['clients'] & { readonly sts: STSClient };
  /** Whether the answer is yes. */
  readonly ask: (question: string) => Promise<boolean>;
  /** Runs the tests. Returns whether all passed, their findings, and differing error messages. */
  readonly runTests: () => Promise<{
    readonly havePassed: boolean;
    readonly findings: readonly string[];
    readonly otherWords: readonly OtherWords[];
  }>;
}

/**
 * Runs the parity tests against an account after confirmation, and always cleans up.
 *
 * @throws Error if nothing was run, a test failed or resources are left
 */
export async function runParity(options: ParityOptions, deps: ParityDeps): Promise<void> {
  requireSomebodyToAsk(options, 'These tests create resources in an AWS account and ask first');
  const { Account: account = '', Arn: caller = '' } = await deps.clients.sts.send(
    new GetCallerIdentityCommand({}),
  );
  const region = await deps.clients.personalize.config.region();
  deps.print(`${parityPlan({ ...options, account, caller, region })}\n`);
  if (!options.yes && !(await deps.ask('Go on? [y/N] '))) throw new Error('Nothing was created.');

  try {
    const { havePassed, findings, otherWords } = await deps.runTests();
    deps.print(inWords(otherWords));
    if (findings.length > 0)
      deps.print(`\nFindings beyond the documentation:\n${findings.map((one) => `  ${one}\n`).join('')}`);
    if (!havePassed)
      throw new Error('Not every test has passed: this account and the embedded AWS differ there.');
  } finally {
    await removeAll(options.prefix, deps);
  }
}

function inWords(others: readonly OtherWords[]): string {
  if (others.length === 0) return '\nAll error messages match the embedded AWS’s.';
  const lines = others.map(
    ({ code, expected, got }) => `  ${code}\n    here: …${expected}…\n    there: ${visible(got)}`,
  );
  return `\nErrors with other messages than the embedded AWS’s, which fail no test:\n${lines.join('\n')}`;
}

/** A run's account and permissions. */
interface ParityRun {
  readonly account: string;
  /** ARN of the caller. */
  readonly caller: string;
  readonly region: string;
  /** Endpoint of an embedded AWS; absent for AWS. */
  readonly endpoint?: string;
  readonly prefix: string;
  readonly withRecommenders: boolean;
}

/** Number of users in the tests' data, in the lowest price tier. */
const USERS = 40;

/** Describes what a run will create, how long it takes and what it costs. */
function parityPlan({ account, caller, region, endpoint, prefix, withRecommenders }: ParityRun): string {
  const usdPerHour = recommendersUsd(
    [{ users: USERS, requestsPerSecond: 0, minRequestsPerSecond: DEFAULT_REQUESTS_PER_SECOND }],
    1,
  );
  const prices = `${PRICES.isConfirmed ? '' : 'unconfirmed: '}${PRICES.sources['Amazon Personalize']}`;
  return [
    `Account ${account} in ${region}, as ${caller}${endpoint === undefined ? '' : `, at ${endpoint}`}`,
    '',
    `Creates, and removes in the end, under names that begin with ${prefix}:`,
    '  in Amazon Personalize  1 dataset group (5 are the quota) with 3 datasets, 8 imports of up to 3,300 rows,',
    '                         1 filter, 1 event tracker, 3 streamed records; 10 schemas',
    '  with CloudFormation    2 stacks of a bucket with a few small files and the role with which Personalize reads it, as',
    '                         npx cdk deploy makes them, one with a key, which KMS deletes seven days later',
    ...(withRecommenders
      ? ['  and once more          a group, a dataset, an import, a stack; 1 recommender']
      : []),
    '',
    withRecommenders
      ? `Takes about an hour and a half, and costs about $${usdPerHour.toFixed(2)}: a recommender is billed from the end of its ` +
        `training until it is deleted, here at $${usdPerHour} an hour (${prices}).`
      : `Takes about half an hour, and costs about a cent: imports at $${PRICES.items.ingestion.tiers[0].usd} a GB (${prices}), an hour of a ` +
        'key, and a few requests to S3. No recommender is created.',
  ].join('\n');
}
