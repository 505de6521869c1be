import { S3 } from '@aws-sdk/client-s3';
import {
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import { rulesInForce, setRules, storedFile, takeBackRules } from '../../src/rules/rules-store';

const Bucket = 'shop';
const DAY_MS = 86_400_000;
const rule = (name: string): Rule => ({ name, action: 'hide', items: [name] });

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

const read = () => storedFile(s3, Bucket);
const inForce = async () => rulesInForce(s3, Bucket, await read());
const set = async (day: number, ...rules: Rule[]): Promise<void> =>
  setRules(s3, Bucket, { rules, inForce: await read(), nowMs: day * DAY_MS });
const names = async (): Promise<string[]> => (await inForce()).rules.map(({ name }) => name);
const takeBack = async (day: number): Promise<string | undefined> =>
  takeBackRules(s3, Bucket, await read(), day * DAY_MS);
const write = (Body: string) => s3.putObject({ Bucket, Key: RULES_KEY, Body });
const versionOf = (day: number): string => new Date(day * DAY_MS).toISOString();
const history = async (): Promise<string[]> => {
  const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: RULES_HISTORY_PREFIX });
  return Contents.map(({ Key }) => Key!.slice(RULES_HISTORY_PREFIX.length, -'.json'.length));
};

it('the rules of a deployed shop are those that were set last, and are taken back along what was in force, until there are none', async () => {
  expect(await inForce()).toEqual({ rules: [], version: '' });
  await set(1, rule('a'));
  await set(2, rule('b'), rule('c'));
  expect(await inForce()).toEqual({ rules: [rule('b'), rule('c')], version: versionOf(2) });
  expect([await takeBack(3), await names()]).toEqual([versionOf(1), ['a']]);
  await set(4, rule('c'));
  // Rules b and c are not restored, because they were undone before the latest ones were set.
  expect([await takeBack(5), await names()]).toEqual([versionOf(3), ['a']]);
  expect([await takeBack(6), await names()]).toEqual(['', []]);
  expect(await takeBack(7)).toBeUndefined();
  await set(8, rule('d'));
  expect([await takeBack(9), await names()]).toEqual(['', []]);
  expect(await history()).toEqual([1, 2, 3, 4, 5, 6, 8, 9].map(versionOf));
});

it('the rules of a deployed shop are taken back in the order of their times where a former release has set them', async () => {
  for (const day of [1, 2]) {
    const Body = JSON.stringify([rule(`of day ${day}`)]);
    await s3.putObject({ Bucket, Key: `${RULES_HISTORY_PREFIX}${versionOf(day)}.json`, Body });
    await s3.putObject({ Bucket, Key: RULES_KEY, Body, Metadata: { version: versionOf(day) } });
  }
  await set(3, rule('c'));
  expect([await takeBack(4), await names()]).toEqual([versionOf(2), ['of day 2']]);
  expect([await takeBack(5), await names()]).toEqual([versionOf(1), ['of day 1']]);
  expect([await takeBack(6), await names()]).toEqual(['', []]);
});

const BROKEN = ['not JSON', '{"format":2}', '[{"name":"a","action":"swap","items":["1"]}]'];
it.each(BROKEN)(
  'the rules of a deployed shop are the former ones where the file is %s, which can be replaced and taken back',
  async (text) => {
    await set(1, rule('a'));
    await set(2, rule('b'));
    await takeBack(3);
    await write(text);
    expect(await inForce()).toEqual({
      rules: [rule('a')],
      version: versionOf(3),
      problem: expect.stringMatching(/^The file/) as string,
    });
    expect([await takeBack(4), await names()]).toEqual([versionOf(3), ['a']]);
    await write(text);
    await set(5, rule('c'));
    expect(await names()).toEqual(['c']);
    await takeBack(6);
    expect((await read()).text).toBe(text);
  },
);

it('the rules of a deployed shop that were written or copied by hand are taken back to those before', async () => {
  await write(JSON.stringify([rule('by hand')]));
  expect([await takeBack(1), await names()]).toEqual(['', []]);
  expect(await takeBack(2)).toBeUndefined();
  await fetch(`${aws.endpoint}/_local/reset`, { method: 'POST' });
  await s3.createBucket({ Bucket });
  await set(1, rule('a'));
  await set(2, rule('b'));
  const CopySource = `${Bucket}/${RULES_HISTORY_PREFIX}${versionOf(1)}.json`;
  await s3.copyObject({ Bucket, Key: RULES_KEY, CopySource });
  expect(await names()).toEqual(['a']);
  expect([await takeBack(3), await names()]).toEqual([versionOf(2), ['b']]);
  expect([await takeBack(4), await names()]).toEqual([versionOf(1), ['a']]);
});

it('the rules of a deployed shop are not set over those of somebody else, and do not enter the history then', async () => {
  const none = await read();
  await set(1, rule('a'));
  const says = 'Somebody else has set rules meanwhile. Show them, and try again.';
  const setting = (rules: Rule[], over: typeof none, day: number) =>
    setRules(s3, Bucket, { rules, inForce: over, nowMs: day * DAY_MS });
  await expect(setting([], none, 2)).rejects.toThrow(says);
  expect(await names()).toEqual(['a']);
  const known = await read();
  await set(3, rule('b'));
  await expect(takeBackRules(s3, Bucket, known, 4 * DAY_MS)).rejects.toThrow(says);
  await expect(setting([rule('c')], known, 5)).rejects.toThrow(says);
  expect(await names()).toEqual(['b']);
  expect(await history()).toEqual([1, 3].map(versionOf));
});
