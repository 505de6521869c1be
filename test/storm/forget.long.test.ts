import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeEventsClient, PutEventsCommand } from '@aws-sdk/client-personalize-events';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import type { Receipt } from '@ecommerce-recommenders/tools/forget/receipt';
import { stackOutputs, type StackOutputs } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import { knownUserId, personIds } from '@ecommerce-recommenders/tools/recommend/user-id';
import { removeBucket } from './csv-parts';
import { orderLines, OWN_FILES, ownFiles } from './own-files';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SOURCE_BUCKET = 'shop-exports';
/** A customer whose id in the shop looks like a hash. */
const ALIKE = '0123456789abcdef'.repeat(4);
const data = {
  ...OWN_FILES.data,
  interactions: { ...OWN_FILES.data.interactions, hashUsers: true },
};
const common = { archive: smallShop(), trainingTimeoutHours: 1 };
const SHOPS = shopAssemblies({
  shop: { ...common, freshData: true, eventTracker: true, useCases: 'most-viewed,recommended-for-you' },
  versioned: { ...common, versioned: true, createKey: true, useCases: 'most-viewed' },
  hashed: {
    ...common,
    ...OWN_FILES,
    source: `s3://${SOURCE_BUCKET}/day/`,
    data,
    filters: {},
    useCases: 'recommended-for-you',
  },
});

describe('a person who is to be forgotten', () => {
  let account: StormAccount;
  let outputs: StackOutputs;
  let config: { endpoint: string; region: string };
  beforeEach(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    config = { endpoint: account.aws.endpoint, region: LOCAL_REGION };
  });
  afterEach(() => account.close());

  const deployed = async (shop: (typeof SHOPS)['shop']): Promise<void> => {
    expect(await account.create(shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    outputs = await stackOutputs(new CloudFormationClient(config), STACK_NAME);
  };
  const forget = async (user: string, ...more: string[]): Promise<Receipt> => {
    const args = ['bin/recommenders.cjs', 'forget', '--user', user, '--stack', STACK_NAME, '--json', ...more];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: localEnvironment(config) });
    return JSON.parse(stdout) as Receipt;
  };
  /** Repeats until the job has ended. */
  const followed = async (user: string, ...more: string[]): Promise<Receipt> => {
    let receipt = await forget(user, ...more);
    while (!receipt.isComplete && receipt.problem === undefined) receipt = await forget(user, ...more);
    return receipt;
  };
  const files = async (): Promise<Map<string, string>> => {
    const Bucket = outputs.DataBucketName;
    const { Contents = [] } = await account.s3.send(new ListObjectsV2Command({ Bucket }));
    const read = async (Key: string): Promise<[string, string][]> => {
      try {
        const { Body } = await account.s3.send(new GetObjectCommand({ Bucket, Key }));
        return [[Key, await Body!.transformToString()]];
      } catch (error) {
        // Fresh data moves its files while it runs.
        if (error instanceof NoSuchKey) return [];
        throw error;
      }
    };
    return new Map((await Promise.all(Contents.map(({ Key = '' }) => read(Key)))).flat());
  };
  const rowsWith = (id: string, texts: ReadonlyMap<string, string>): string[] =>
    [...texts.values()].flatMap((text) => text.split('\n').filter((row) => row.split(',').includes(id)));

  it('is gone from every file, from Personalize’s datasets and from the next training', async () => {
    await deployed(SHOPS.shop);
    const part = 'id,username,age,gender\nu3,"new, name",20,F\nu30,"u3",20,F\n';
    const Key = 'incoming/users/1.csv';
    await account.s3.send(new PutObjectCommand({ Bucket: outputs.DataBucketName, Key, Body: part }));
    await account.until(async () => [...(await files()).keys()].some((key) => key.startsWith('processed/')));
    await account.until(async () => [...(await files()).keys()].some((key) => key.startsWith('runs/')));
    const before = await files();
    expect([...before.keys()]).toContainEqual(expect.stringMatching(/^dataset\/added\/training_user.csv\//));

    const receipt = await followed('u3', '--yes');
    expect(receipt).toMatchObject({ userId: 'u3', isComplete: true, job: { status: 'COMPLETED' } });
    expect(receipt.remains.map(({ what }) => what).join()).toMatch(
      /models of .*most-viewed.* source of the shop/,
    );

    const after = await files();
    // Another person, whose name is this one's id.
    expect(rowsWith('u3', after)).toEqual(['u30,u3,20,F']);
    // Nobody else lost a row, and what fresh data had added is part of the file.
    for (const id of ['u30', 'u4', 'u13'])
      expect(rowsWith(id, after).sort()).toEqual(rowsWith(id, before).sort());
    expect([...after.keys()].filter((key) => key.startsWith('dataset/added/'))).toEqual([]);
    expect([...after.keys()].filter((key) => key.startsWith('dataset/forget/'))).toEqual([]);

    // Live events bring the person back. They count by minutes.
    const events = new PersonalizeEventsClient(config);
    const eventList = [{ eventType: 'View', itemId: 'i1', sentAt: new Date(account.aws.clock.now()) }];
    const request = { trackingId: outputs.TrackingId, userId: 'u3', sessionId: 's', eventList };
    await events.send(new PutEventsCommand(request));
    events.destroy();
    await account.aws.clock.advance(3 * 60_000);
    const second = await followed('u3', '--yes');
    expect(second).toMatchObject({ isComplete: true, rowsRemoved: [], job: { numDeleted: 1 } });
    expect(second.job?.arn).not.toBe(receipt.job?.arn);
  });

  it('is known to the models until they are trained again', async () => {
    await deployed(SHOPS.shop);
    const runtime = new PersonalizeRuntimeClient(config);
    const recommenderArn = outputs.RecommendedForYouRecommenderArn;
    const asked = async (userId: string): Promise<(string | undefined)[]> =>
      (await runtime.send(new GetRecommendationsCommand({ recommenderArn, userId }))).itemList!.map(
        ({ itemId }) => itemId,
      );
    await followed('u3', '--yes');
    expect(await asked('u3')).not.toEqual(await asked('nobody'));
    await account.aws.clock.advance(8 * 24 * 3_600_000);
    await account.until(async () => (await asked('u3')).join() === (await asked('nobody')).join());
    runtime.destroy();
  });

  it('stays in old versions for a month where the bucket keeps them, beside a key of the shop’s own too', async () => {
    await deployed(SHOPS.versioned);
    const receipt = await followed('u3', '--yes');
    expect(receipt.isComplete).toBe(true);
    expect(receipt.remains).toContainEqual(
      expect.objectContaining({ what: 'earlier versions of the files in the data bucket' }),
    );
  });

  it('is found by the hash where the shop hashes ids', async () => {
    await account.s3.send(new CreateBucketCommand({ Bucket: SOURCE_BUCKET }));
    const alike = Buffer.from(orderLines(90, 1_620_000_000).replaceAll(';c3;', `;${ALIKE};`));
    for (const [path, Body] of Object.entries({ ...ownFiles(), 'orders/2022.csv': alike }))
      await account.s3.send(new PutObjectCommand({ Bucket: SOURCE_BUCKET, Key: `day/${path}`, Body }));
    await deployed(SHOPS.hashed);
    const hash = (await knownUserId(new KMSClient(config), outputs, 'c3'))!;
    expect(rowsWith(hash, await files())).not.toEqual([]);
    const receipt = await followed('c3', '--yes');
    expect(receipt).toMatchObject({ isComplete: true, userId: hash });
    expect(rowsWith(hash, await files())).toEqual([]);

    // An id of the shop that looks like a hash is hashed, too; and a hash is taken as it is.
    const alikeHash = (await personIds(new KMSClient(config), outputs, ALIKE))[0];
    expect(rowsWith(alikeHash, await files())).not.toEqual([]);
    expect(await followed(ALIKE, '--yes')).toMatchObject({
      ...{ isComplete: true, userId: alikeHash, alsoAs: ALIKE },
      job: { numDeleted: expect.any(Number) as number },
    });
    expect(rowsWith(alikeHash, await files())).toEqual([]);
    const other = (await knownUserId(new KMSClient(config), outputs, 'c4'))!;
    expect(rowsWith(other, await files())).not.toEqual([]);
    expect(await followed(other, '--yes')).toMatchObject({ isComplete: true, alsoAs: other });
    expect(rowsWith(other, await files())).toEqual([]);
    await removeBucket(account.s3, SOURCE_BUCKET);
  });

  it('fails, and changes nothing, without a word that confirms', async () => {
    await deployed(SHOPS.versioned);
    const before = await files();
    await expect(forget('u3')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Add --yes') as string,
    });
    expect(await files()).toEqual(before);
  });
});
