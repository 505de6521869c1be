import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ACCEPTED_FINDINGS } from './support/accepted-findings';
import { ACCEPTED_NIST_FINDINGS } from './support/accepted-nist-findings';
import { findingsOf, unaccepted, unused, type Finding } from './support/nag-findings';
import { NAG_SHOPS } from './support/nag-shops';
import { synthesise } from './support/synthesise';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0123';

/** Everything but what the rules are about. */
const EVERYTHING = {
  ...{ eventTracker: true, filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' }, freshData: true },
  ...{
    stopWhenIdleHours: 3,
    watch: true,
    api: { origins: ['https://shop.example'] },
    experiment: { share: 0.1 },
  },
};

/** What settings can do about them. */
const STRICT = {
  ...{ ...EVERYTHING, versioned: true, accessLogsBucket: 'access-logs', logRetentionDays: 365 },
  ...{ vpcId: 'vpc-1', subnetIds: 'subnet-1,subnet-2' },
};

const GLUE = { source: 's3://shop-exports/day/', preparation: 'glue' };

const findings = (context: Readonly<Record<string, unknown>>): Finding[] =>
  findingsOf(synthesise({ context }).stack, NIST80053R5Checks);

/** All settings together, and what is due to the defaults; `nag.long.test.ts` has each by itself. */
it('the rules of AWS Solutions find all that is accepted and nothing else: no reason is left over', () => {
  const { stack } = synthesise({ context: NAG_SHOPS['all that is accepted'] });
  const found = findingsOf(stack, AwsSolutionsChecks);
  expect(unaccepted(found, ACCEPTED_FINDINGS)).toEqual([]);
  expect(unused(found, ACCEPTED_FINDINGS)).toEqual([]);
});

describe('the rules of NIST 800-53', () => {
  it('find nothing but what is accepted, where settings cure the rest, and no reason is left over', () => {
    const found = findings({ ...STRICT, ...GLUE, createKey: true });
    expect(unaccepted(found, ACCEPTED_NIST_FINDINGS)).toEqual([]);
    expect(unused(found, ACCEPTED_NIST_FINDINGS)).toEqual([]);
  });

  it('find nothing else with keys that exist', () => {
    const found = findings({ ...STRICT, watch: false, kmsKeyArn: KEY, logKeyArn: KEY });
    expect(unaccepted(found, ACCEPTED_NIST_FINDINGS)).toEqual([]);
  });

  it('find without these settings what they cure', () => {
    const cured = unaccepted(findings(EVERYTHING), ACCEPTED_NIST_FINDINGS);
    const rules = new Set(cured.map(({ rule }) => rule.replace('NIST.800.53.R5-', '')));
    expect([...rules].sort()).toEqual([
      ...['CloudWatchLogGroupEncrypted', 'LambdaInsideVPC', 'S3BucketLoggingEnabled'],
      ...['S3BucketVersioningEnabled', 'S3DefaultEncryptionKMS', 'SNSEncryptedKMS'],
    ]);
  });
});
