import { S3 } from '@aws-sdk/client-s3';
import { localClientConfig } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import { findPerson, type FoundRows, removePerson } from '../../src/forget/person-files';
import { putPieces } from '../../src/forget/put-pieces';

type Files = Readonly<Record<string, string>>;

const HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';
/** Minimum size of a part in S3, except for the last one. */
const PART_BYTES = 5 * 1024 * 1024;
const INTERACTIONS = 'dataset/training_interaction.csv';
const added = (run: string): string => `dataset/added/training_interaction.csv/${run}.csv`;

let aws: LocalAws;
let s3: S3;
let bucket: string;
let buckets = 0;
beforeAll(async () => {
  aws = await startLocalAws();
  s3 = new S3(localClientConfig(aws.endpoint));
});
afterAll(async () => {
  s3.destroy();
  await aws.close();
});
beforeEach(async () => {
  bucket = `data-${++buckets}`;
  await s3.createBucket({ Bucket: bucket });
});

/** Writes files in this order, each a second after the one before. */
const put = async (files: Files): Promise<void> => {
  for (const [Key, Body] of Object.entries(files)) {
    await s3.putObject({ Bucket: bucket, Key, Body });
    await aws.clock.advance(1000);
  }
};
const files = async (): Promise<Files> => {
  const found: Record<string, string> = {};
  for (const { Key = '' } of (await s3.listObjectsV2({ Bucket: bucket })).Contents ?? [])
    found[Key] = await (await s3.getObject({ Bucket: bucket, Key })).Body!.transformToString();
  return found;
};
const unreadOf = async (userId = 'ann', isHashed = false): Promise<string[]> => {
  const { unread } = await findPerson({ s3, bucket, userIds: [userId], isHashed });
  return unread.map(({ key, why }) => `${key}: ${why}`);
};
/** @param before - is done before each command of this name */
const remove = async (userId = 'ann', name = '', before = async (): Promise<void> => {}) => {
  const client = new S3(localClientConfig(aws.endpoint));
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === name) await before();
        return next(args);
      },
    { step: 'initialize' },
  );
  const world = { s3: client, bucket, userIds: [userId], isHashed: false };
  const done: FoundRows[] = [];
  try {
    await removePerson(world, await findPerson(world), (rows) => done.push(rows));
  } finally {
    client.destroy();
  }
  return done;
};

it('a person in the files of a data bucket is taken out of prepared files, and nobody else', async () => {
  await put({
    [INTERACTIONS]: `${HEADER}i1,ann,View,1\nann,anna,View,2\ni1,"a""nn",View,3\n`,
    'dataset/training_user.csv': 'USER_ID,USER_NAME\nann,"Ann, \\"A\\""\nbob,ann\n',
    'dataset/training_item.csv': 'ITEM_ID,NAME\nann,Ann\n',
    'dataset/validation_interaction.csv': `${HEADER}i1,bob,View,1\n`,
  });
  const before = await files();
  expect(await remove()).toEqual([
    { key: INTERACTIONS, rows: 1 },
    { key: 'dataset/training_user.csv', rows: 1 },
  ]);
  expect(await files()).toEqual({
    ...before,
    [INTERACTIONS]: `${HEADER}ann,anna,View,2\ni1,"a""nn",View,3\n`,
    'dataset/training_user.csv': 'USER_ID,USER_NAME\nbob,ann\n',
  });
  expect(await remove()).toEqual([]);
});

it('a person in the files of a data bucket is taken out of added rows, which the written file takes in, so that readers lose none', async () => {
  await put({
    [added('old')]: `${HEADER}i0,ann,View,0\ni0,bob,View,0\n`,
    [INTERACTIONS]: `${HEADER}i1,bob,View,1\n`,
    [added('1')]: `${HEADER}i2,ann,View,2\ni2,bob,View,2\n`,
    [added('2')]: `${HEADER}i3,cid,View,3\n`,
  });
  expect(await remove()).toEqual([
    { key: added('1'), rows: 1 },
    { key: added('old'), rows: 1 },
  ]);
  expect(await files()).toEqual({ [INTERACTIONS]: `${HEADER}i1,bob,View,1\ni2,bob,View,2\ni3,cid,View,3\n` });
});

it('a person in the files of a data bucket fails half-way without harm to others, and a repetition does the rest', async () => {
  const rows = (n: number): string => `${HEADER}i${n},ann,View,${n}\ni${n},bob,View,${n}\n`;
  await put({ [INTERACTIONS]: rows(1), [added('1')]: rows(2) });
  const fail = (): Promise<void> => Promise.reject(new Error('The network is gone.'));
  await expect(remove('ann', 'DeleteObjectCommand', fail)).rejects.toThrow('The network is gone.');
  const others = `${HEADER}i1,bob,View,1\ni2,bob,View,2\n`;
  expect((await files())[INTERACTIONS]).toBe(others);
  expect(await remove()).toEqual([{ key: added('1'), rows: 1 }]);
  expect(await files()).toEqual({ [INTERACTIONS]: others });
});

it('a person in the files of a data bucket is taken out of the parts that AWS Glue wrote, the first of which takes in what was added', async () => {
  const part = (n: number): string => `dataset/0123/training_interaction.csv/part-${n}.csv`;
  const row = (n: number, user = 'bob'): string => `i${n},${user},View,${n}\n`;
  await put({
    [part(0)]: HEADER + row(1),
    [part(1)]: HEADER + row(2, 'ann') + row(2),
    [part(2)]: HEADER + row(3, 'ann') + row(3),
    [added('1')]: HEADER + row(4),
  });
  await remove();
  const written = { [part(1)]: HEADER + row(2) + row(4), [part(2)]: HEADER + row(3) };
  expect(await files()).toEqual({ [part(0)]: HEADER + row(1), ...written });
});

it('a person in the files of a data bucket is taken out of dropped parts; what this cannot read is named, with the reason', async () => {
  await put({
    'dataset/0123/training_user.csv/part-0.csv': 'USER_ID\nann\n',
    'dataset/training_user.csv': 'USER_ID\nbob\n',
    'incoming/users/1.csv': 'id,username\r\nann,"line\r\nend"\r\nbob,"line\r\nend"\r\n',
    'processed/run/interactions/1.csv': `${HEADER}i1,ann,View,1\n`,
    'processed/run/items/1.csv': 'id,name\nann,Ann\n',
    'processed/run/shop.tar.gz': 'archive',
    'refused/run/users/2.csv': 'id,username\nann\n',
    'refused/run/users/3.csv': 'user\nann\n',
    'refused/run/report.json': '{}',
    'lists/run/best-sellers/_/0.json': '{}',
  });
  expect(await unreadOf()).toEqual([
    'processed/run/shop.tar.gz: an archive, or a file in a format of the shop’s own',
    'dataset/0123/training_user.csv/part-0.csv: a file of an earlier preparation',
    expect.stringMatching(/^refused\/run\/users\/2.csv: it cannot be read: .*, line 2: has 1 field /),
    'refused/run/users/3.csv: it has no column id',
  ]);
  // Dropped files have the id that a hash is made from.
  const ofHash = await unreadOf('f'.repeat(64), true);
  expect(ofHash.map((said) => said.split(':')[0])).toEqual([
    ...['incoming/users/1.csv', 'processed/run/interactions/1.csv', 'processed/run/shop.tar.gz'],
    ...['refused/run/users/2.csv', 'refused/run/users/3.csv', 'dataset/0123/training_user.csv/part-0.csv'],
  ]);
  await remove();
  expect(await files()).toMatchObject({
    'incoming/users/1.csv': 'id,username\r\nbob,"line\r\nend"\r\n',
    'processed/run/interactions/1.csv': HEADER,
  });
});

it('a person in the files of a data bucket fails where a file is another one by now, and leaves that', async () => {
  await put({ [INTERACTIONS]: `${HEADER}i1,ann,View,1\n` });
  const other = { [INTERACTIONS]: `${HEADER}i9,bob,View,9\n` };
  await expect(remove('ann', 'PutObjectCommand', () => put(other))).rejects.toThrow(
    'was changed meanwhile. Repeat the command.',
  );
  expect(await files()).toEqual(other);
});

it('a person in the files of a data bucket is taken out of the results of batch jobs, in CSV and in JSON Lines, and nobody else', async () => {
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  await put({
    'batches/manifest.json': '{"format":1,"run":"one"}',
    'batches/one/users/input.json': line({ userId: 'ann' }) + line({ userId: 'anna' }),
    'batches/one/users/output/input.json.out':
      line({ input: { userId: 'ann' }, output: { recommendedItems: ['i1'] } }) +
      line({ input: { userId: 'bob' }, output: { recommendedItems: ['ann'] } }),
    'batches/one/users/0.csv': 'USER_ID,RANK,ITEM_ID,SCORE\nann,1,i1,\nbob,1,ann,\n',
    'segments/one/items/output/input.json.out':
      line({ input: { itemId: 'ann' }, output: { usersList: ['ann', 'bob'] }, error: null }) +
      line({ itemAttributes: 'ITEMS.NAME = "ann"', output: { recommendedUsers: ['ann'] } }),
    'segments/one/items/0.csv': "SEGMENT,RANK,USER_ID\nann,1,ann\nann,2,82\ni1,1,'+82\n",
  });
  const before = await files();
  // An apostrophe keeps an id from being a formula.
  expect(await remove('+82')).toEqual([{ key: 'segments/one/items/0.csv', rows: 1 }]);
  expect(await remove()).toEqual(
    expect.arrayContaining([
      { key: 'batches/one/users/0.csv', rows: 1 },
      { key: 'segments/one/items/output/input.json.out', rows: 2 },
    ]),
  );
  expect(await files()).toEqual({
    ...before,
    'batches/one/users/input.json': line({ userId: 'anna' }),
    'batches/one/users/output/input.json.out': line({
      input: { userId: 'bob' },
      output: { recommendedItems: ['ann'] },
    }),
    'batches/one/users/0.csv': 'USER_ID,RANK,ITEM_ID,SCORE\nbob,1,ann,\n',
    'segments/one/items/output/input.json.out':
      line({ input: { itemId: 'ann' }, error: null, output: { usersList: ['bob'] } }) +
      line({ itemAttributes: 'ITEMS.NAME = "ann"', output: { recommendedUsers: [] } }),
    'segments/one/items/0.csv': 'SEGMENT,RANK,USER_ID\nann,2,82\n',
  });
  expect(await remove()).toEqual([]);
});

it('a person in the files of a data bucket is found in JSON Lines however the id is written there; a file that is not JSON is named', async () => {
  const id = 'zo\u00e9/"1"\\';
  const escaped = ['"zo\\u00e9\\/\\"1\\"\\\\"', '"\\u007ao\\u00E9/\\u00221\\u0022\\u005c"'];
  const written = [JSON.stringify(id), ...escaped];
  const user = (text: string): string => `{"userId":${text}}\n`;
  const list = (text: string): string =>
    `{"input":{"itemId":"i1"},"output":{"usersList":["bob",${text}]},"error":null}\n`;
  await put({
    'batches/one/users/input.json': [...written, '"zo\\u00e8"'].map(user).join(''),
    'segments/one/items/output/input.json.out': written.map(list).join(''),
    'segments/one/queries/output/input.json.out': '{"input":{},"output":null}\n\n{"inp',
  });
  expect(await unreadOf(id)).toEqual([
    'segments/one/queries/output/input.json.out: it cannot be read: line 3 is not JSON',
  ]);
  expect(await remove(id)).toEqual([
    { key: 'segments/one/items/output/input.json.out', rows: 3 },
    { key: 'batches/one/users/input.json', rows: 3 },
  ]);
  expect(await files()).toMatchObject({
    'batches/one/users/input.json': '{"userId":"zo\\u00e8"}\n',
    'segments/one/items/output/input.json.out':
      '{"input":{"itemId":"i1"},"error":null,"output":{"usersList":["bob"]}}\n'.repeat(3),
  });
  expect(await remove(id)).toEqual([]);
});

const Key = 'file.csv';
async function* pieces(count: number, fails = false): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n++) yield Buffer.alloc(1024 * 1024, 65 + n);
  if (fails) throw new Error('The file has a bad row.');
}
const putOld = async () => (await s3.putObject({ Bucket: bucket, Key, Body: 'old' })).ETag!;

it.each([0, 1, 12])('an object that is replaced piece by piece has all of them: %i MiB', async (count) => {
  await putPieces(s3, { Bucket: bucket, Key, IfMatch: await putOld() }, pieces(count), PART_BYTES);
  expect((await files())[Key].length).toBe(count * 1024 * 1024);
});

it.each([
  ['a piece cannot be read', true, undefined, 'The file has a bad row.'],
  ['it was replaced', false, '"0123456789abcdef0123456789abcdef"', 'pre-conditions'],
])('an object whose replacement fails stays as it was: %s', async (_what, fails, other, message) => {
  const tag = await putOld();
  const place = { Bucket: bucket, Key, IfMatch: other ?? tag };
  await expect(putPieces(s3, place, pieces(12, fails), PART_BYTES)).rejects.toThrow(message);
  expect(await files()).toEqual({ [Key]: 'old' });
  expect((await s3.listMultipartUploads({ Bucket: bucket })).Uploads ?? []).toEqual([]);
});
