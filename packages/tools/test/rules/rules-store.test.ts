import { S3 } from '@aws-sdk/client-s3';
import type { Rule } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import { rulesInForce, setRules, takeBackRules } from '../../src/rules/rules-store';

const Bucket = 'shop';
const DAY_MS = 86_400_000;
const rule = (name: string): Rule => ({ name, action: 'hide', items: [name] });

describe('the rules of a deployed shop', () => {
  let aws: LocalAws;
  let s3: S3;
  beforeAll(async () => {
    aws = await startLocalAws({});
    s3 = new S3({ endpoint: aws.endpoint, region: LOCAL_REGION, forcePathStyle: true });
  });
  beforeEach(async () => {
    await fetch(`${aws.endpoint}/_local/reset`, { method: 'POST' });
    await s3.createBucket({ Bucket });
  });
  afterAll(async () => {
    s3.destroy();
    await aws.close();
  });

  const set = async (day: number, ...rules: Rule[]): Promise<void> =>
    setRules(s3, Bucket, { rules, inForce: await rulesInForce(s3, Bucket), nowMs: day * DAY_MS });
  const names = async (): Promise<string[]> => (await rulesInForce(s3, Bucket)).rules.map(({ name }) => name);
  const takeBack = async (): Promise<string | undefined> =>
    takeBackRules(s3, Bucket, await rulesInForce(s3, Bucket));

  it('are none at first, then those that were set last', async () => {
    expect(await rulesInForce(s3, Bucket)).toEqual({ rules: [], version: '' });
    await set(1, rule('a'));
    await set(2, rule('b'), rule('c'));
    expect(await rulesInForce(s3, Bucket)).toMatchObject({
      rules: [rule('b'), rule('c')],
      version: '1970-01-03T00:00:00.000Z',
    });
  });

  it('are taken back step by step, until there are none', async () => {
    await set(1, rule('a'));
    await set(2, rule('b'));
    expect([await takeBack(), await names()]).toEqual(['1970-01-02T00:00:00.000Z', ['a']]);
    // New ones follow those in force, whatever was taken back.
    await set(3, rule('c'));
    expect([await takeBack(), await names()]).toEqual(['1970-01-03T00:00:00.000Z', ['b']]);
    expect([await takeBack(), await names()]).toEqual(['1970-01-02T00:00:00.000Z', ['a']]);
    expect([await takeBack(), await names()]).toEqual(['', []]);
    expect(await takeBack()).toBeUndefined();
  });

  it('are not set over those of somebody else', async () => {
    const inForce = await rulesInForce(s3, Bucket);
    await set(1, rule('a'));
    await expect(setRules(s3, Bucket, { rules: [], inForce, nowMs: DAY_MS })).rejects.toThrow(
      'Somebody else has set rules meanwhile. Show them, and try again.',
    );
    expect(await names()).toEqual(['a']);
    const known = await rulesInForce(s3, Bucket);
    await set(2, rule('b'));
    await expect(takeBackRules(s3, Bucket, known)).rejects.toThrow('Somebody else has set rules meanwhile.');
    expect(await names()).toEqual(['b']);
  });
});
