import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeEvents } from '@aws-sdk/client-personalize-events';
import { NoSuchKey } from '@aws-sdk/client-s3';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import type { Receipt } from '@ecommerce-recommenders/tools/forget/receipt';
import { knownUserId, personIds } from '@ecommerce-recommenders/tools/recommend/user-id';
import { runCommand } from '../support/run-command';
import { removeBucket, SOURCE_BUCKET } from './csv-parts';
import { orderLines, OWN_FILES, ownFiles } from './own-files';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

/** A customer whose id in the shop looks like a hash. */
const ALIKE = '0123456789abcdef'.repeat(4);
const { interactions, items } = OWN_FILES.data;
const common = { archive: smallShop(), trainingTimeoutHours: 1 };
const SHOPS = shopAssemblies({
  shop: { ...common, freshData: true, eventTracker: true, useCases: 'most-viewed,recommended-for-you' },
  versioned: { ...common, versioned: true, createKey: true, useCases: 'most-viewed' },
  hashed: {
    ...common,
    ...OWN_FILES,
    source: `s3://${SOURCE_BUCKET}/day/`,
    data: { items, interactions: { ...interactions, hashUsers: true } },
    filters: {},
    useCases: 'recommended-for-you',
  },
});

describe('a person who is to be forgotten', () => {
  const account = shopAccount(SHOPS, { each: true });

  const forget = async (user: string, ...more: string[]): Promise<Receipt> => {
    const args = ['forget', '--user', user, '--stack', STACK_NAME, '--json', ...more];
    return JSON.parse(await runCommand(account.aws.endpoint, ...args)) as Receipt;
  };
  /** Repeats until the job has ended. */
  const followed = async (user: string, ...more: string[]): Promise<Receipt> => {
    let receipt = await forget(user, ...more);
    while (!receipt.isComplete && receipt.problem === undefined) receipt = await forget(user, ...more);
    return receipt;
  };
  const files = async (): Promise<Map<string, string>> => {
    const read = async (key: string): Promise<[string, string][]> => {
      try {
        return [[key, await account.read(key)]];
      } catch (error) {
        // Fresh data moves its files while it runs.
        if (error instanceof NoSuchKey) return [];
        throw error;
      }
    };
    return new Map((await Promise.all((await account.keys()).map(read))).flat());
  };
  const rowsWith = (id: string, texts: ReadonlyMap<string, string>): string[] =>
    [...texts.values()].flatMap((text) => text.split('\n').filter((row) => row.split(',').includes(id)));

  it('is gone from every file, from Personalize’s datasets and from the next training', async () => {
    await account.created(SHOPS.shop);
    const part = 'id,username,age,gender\nu3,"new, name",20,F\nu30,"u3",20,F\n';
    await account.put('incoming/users/1.csv', part);
    for (const folder of ['processed/', 'runs/'])
      await account.until(async () => (await account.keys(folder)).length > 0);
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
    expect([...after.keys()].filter((key) => /^dataset\/(added|forget)\//.test(key))).toEqual([]);

    // Live events bring the person back. They count by minutes.
    const eventList = [{ eventType: 'View', itemId: 'i1', sentAt: new Date(account.aws.clock.now()) }];
    const { TrackingId: trackingId } = await account.outputs();
    const request = { trackingId, userId: 'u3', sessionId: 's', eventList };
    await account.client(PersonalizeEvents).putEvents(request);
    await account.aws.clock.advance(3 * 60_000);
    const second = await followed('u3', '--yes');
    expect(second).toMatchObject({ isComplete: true, rowsRemoved: [], job: { numDeleted: 1 } });
    expect(second.job?.arn).not.toBe(receipt.job?.arn);
  });

  it('is known to the models until they are trained again', async () => {
    await account.created(SHOPS.shop);
    const asked = (userId: string): Promise<string[]> => account.ask('recommended-for-you', { userId });
    await followed('u3', '--yes');
    expect(await asked('u3')).not.toEqual(await asked('nobody'));
    await account.aws.clock.advance(8 * 24 * 3_600_000);
    await account.until(async () => (await asked('u3')).join() === (await asked('nobody')).join());
  });

  it('stays without a word that confirms, and then in old versions for a month where the bucket keeps them', async () => {
    await account.created(SHOPS.versioned);
    const before = await files();
    await expect(forget('u3')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Add --yes') as string,
    });
    expect(await files()).toEqual(before);
    const receipt = await followed('u3', '--yes');
    expect(receipt.isComplete).toBe(true);
    expect(receipt.remains).toContainEqual(
      expect.objectContaining({ what: 'earlier versions of the files in the data bucket' }),
    );
  });

  it('is found by the hash where the shop hashes ids', async () => {
    await account.s3.createBucket({ Bucket: SOURCE_BUCKET });
    const alike = Buffer.from(orderLines(90, 1_620_000_000).replaceAll(';c3;', `;${ALIKE};`));
    for (const [path, Body] of Object.entries({ ...ownFiles(), 'orders/2022.csv': alike }))
      await account.s3.putObject({ Bucket: SOURCE_BUCKET, Key: `day/${path}`, Body });
    await account.created(SHOPS.hashed);
    const kms = account.client(KMSClient);
    const outputs = await account.outputs();
    const [hash, other] = [
      (await knownUserId(kms, outputs, 'c3'))!,
      (await knownUserId(kms, outputs, 'c4'))!,
    ];
    // An id of the shop that looks like a hash is hashed, too; and a hash is taken as it is.
    const [alikeHash] = await personIds(kms, outputs, ALIKE);
    for (const [typed, id, told] of [
      ['c3', hash, { userId: hash }],
      [
        ALIKE,
        alikeHash,
        { userId: alikeHash, alsoAs: ALIKE, job: { numDeleted: expect.any(Number) as number } },
      ],
      [other, other, { alsoAs: other }],
    ] as const) {
      expect(rowsWith(id, await files())).not.toEqual([]);
      expect(await followed(typed, '--yes')).toMatchObject({ isComplete: true, ...told });
      expect(rowsWith(id, await files())).toEqual([]);
    }
    await removeBucket(account.s3, SOURCE_BUCKET);
  });
});
