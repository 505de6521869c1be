import { createHash } from 'node:crypto';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';
import { shopAccount } from './shop-account';
import { shopAssemblies, type Shop } from './shop-assemblies';
import { smallShop } from './small-shop';

/** Settings that decide what a failed deployment has to delete. */
const SETTINGS = {
  retainData: { retainData: true },
  versioned: { versioned: true },
  createKey: { createKey: true },
  serving: { serving: { 'best-sellers': 'lists' } },
  api: { api: { origins: ['https://shop.example'] }, eventTracker: true },
} as const satisfies Record<string, Partial<Shop>>;
type Setting = keyof typeof SETTINGS;

const ALL = Object.keys(SETTINGS) as Setting[];
/** Of each two settings there are cases with both, with either alone, and with neither. */
const CASES: readonly (readonly Setting[])[] = [
  ALL,
  [],
  ['retainData', 'versioned', 'createKey'],
  ['retainData', 'versioned', 'serving'],
  ['retainData', 'createKey', 'api'],
  ['versioned', 'serving', 'api'],
  ['createKey', 'serving', 'api'],
];

const nameOf = (settings: readonly Setting[]): string => settings.join('-') || 'none';
const SHOP = { archive: smallShop(), trainingTimeoutHours: 1, useCases: ['most-viewed', 'best-sellers'] };
const shopWith = (settings: readonly Setting[]): Shop => ({
  ...SHOP,
  ...(Object.assign({}, ...settings.map((setting) => SETTINGS[setting])) as object),
});
const SHOPS = shopAssemblies<string>(
  Object.fromEntries([...CASES, ALL.slice(1)].map((settings) => [nameOf(settings), shopWith(settings)])),
);

interface Resource {
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** The stack with another template. */
function edited(
  { template, assets, ...assembly }: Assembly,
  edit: (resources: Record<string, Resource | object>) => void,
): Assembly {
  const parsed = JSON.parse(Buffer.from(assets[template]).toString()) as {
    readonly Resources: Record<string, Resource>;
  };
  edit(parsed.Resources);
  const text = JSON.stringify(parsed);
  const key = createHash('sha256').update(text).digest('hex');
  return { ...assembly, template: `${key}.json`, assets: { ...assets, [`${key}.json`]: Buffer.from(text) } };
}

/** One more resource, which fails once all others are created. */
const failingLast = (assembly: Assembly): Assembly =>
  edited(assembly, (resources) => {
    const DependsOn = Object.keys(resources);
    resources.Last = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'Nonsense', Value: 'x' }, DependsOn };
  });

const bucketIn = (resources: Record<string, Resource | object>): Resource =>
  resources.DataBucketBB1146A3 as Resource;

/** How releases up to 1.0.0 retained a bucket: its tag switched the function off that would have emptied it. */
const asOfFormerRelease = (assembly: Assembly): Assembly =>
  edited(assembly, (resources) => {
    bucketIn(resources).Properties.Tags = [{ Key: 'aws-cdk:auto-delete-objects', Value: 'false' }];
    for (const resource of Object.values(resources as Record<string, Resource>))
      if (resource.Type === 'Custom::S3AutoDeleteObjects')
        Object.assign(resource, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

const RETAINED = SHOPS[nameOf(ALL)];
const EDITED = {
  former: asOfFormerRelease(RETAINED),
  renamed: edited(RETAINED, (resources) => {
    bucketIn(resources).Properties.BucketName = 'another-name';
  }),
};
const account = shopAccount({ ...SHOPS, ...EDITED }, { each: true });

/** Keys of all versions in the data bucket; a delete marker has a `-` in front. */
async function versions(bucket?: string): Promise<string[]> {
  const Bucket = bucket ?? (await account.bucket());
  const { Versions = [], DeleteMarkers = [] } = await account.s3.listObjectVersions({ Bucket });
  return [...Versions.map(({ Key }) => Key!), ...DeleteMarkers.map(({ Key }) => `-${Key}`)].sort();
}

/** Nothing but the stack itself, which has failed. */
const expectNothingLeft = async (): Promise<void> =>
  expect(await account.types()).toEqual(['AWS::CloudFormation::Stack']);

/** Overwrites and deletes files, as runs and people do. */
async function use(): Promise<void> {
  for (const body of ['old', 'new']) await account.put('notes.txt', body);
  await account.s3.deleteObject({ Bucket: await account.bucket(), Key: 'notes.txt' });
}

describe('a first deployment that fails', () => {
  it.each(CASES.map(nameOf))('leaves nothing behind with %s', async (name) => {
    expect(await account.create(failingLast(SHOPS[name]))).toMatchObject({
      status: 'ROLLBACK_COMPLETE',
      reasons: [expect.stringMatching(/^Last: /)],
    });
    await expectNothingLeft();
  });

  it('in the middle leaves nothing behind either, and the next one works', async () => {
    account.aws.faults.set([{ fault: 'training-failure', useCase: 'most-viewed', times: 1 }]);
    expect(await account.create(RETAINED)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
    await expectNothingLeft();
    await account.gone();
    await account.created(RETAINED);
  });
});

describe('data that is retained', () => {
  /** Destroys the stack, and finds bucket, files and key. */
  const expectRetained = async (): Promise<void> => {
    await use();
    const before = await versions();
    expect(before).toEqual(
      expect.arrayContaining(['notes.txt', '-notes.txt', `${DATASET_PREFIX}training_item.csv`]),
    );
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    // What runs have made is deleted with them, and leaves delete markers.
    const isKept = (key: string): boolean => !/lists|claims/.test(key);
    expect((await versions()).filter(isKept)).toEqual(before.filter(isKept));
    expect(new Set(await account.types())).toEqual(
      new Set(['AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::S3::Object', 'AWS::S3::ObjectVersion']),
    );
  };

  it('stays with its versions and its key when the stack is deleted', async () => {
    await account.created(RETAINED);
    await expectRetained();
  });

  it('stays where the setting is switched on later, and goes where it is switched off', async () => {
    const plain = SHOPS[nameOf(ALL.slice(1))];
    await account.created(plain);
    await account.updated(RETAINED);
    await account.updated(plain);
    await use();
    await account.gone();
    await account.created(plain);
    await account.updated(RETAINED);
    await expectRetained();
  });

  it('stays after an upgrade', async () => {
    await account.created(EDITED.former);
    await account.updated(RETAINED);
    await expectRetained();
  });

  it('stays in its bucket where another one takes its place', async () => {
    await account.created(RETAINED);
    await use();
    const name = await account.bucket();
    const before = await versions(name);
    await account.updated(EDITED.renamed);
    expect(await versions(name)).toEqual(expect.arrayContaining(before));
  });
});
