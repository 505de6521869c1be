import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AwsCall } from 'embedded-aws/platform';
import { downloadFiles } from '../../src/glue-script/job-files';
import { testFolder } from '../support/test-folder';

const OBJECTS: Readonly<Record<string, string>> = {
  'day/a.csv': 'id\n1\n',
  'day/b.csv': '',
  'day/c.txt': 'id\n2\n',
};

const TABLE = { globs: ['*.csv'], patterns: ['^[^/]*\\.csv$'] };

const awsOf = (objects: Readonly<Record<string, string>>): AwsCall =>
  (async (_service: string, operation: string, { Key }: { Key: string }) =>
    operation === 'ListObjectsV2'
      ? { Contents: Object.keys(objects).map((key) => ({ Key: key })) }
      : { Body: Readable.from([Buffer.from(objects[Key])]) }) as AwsCall;

const parts = join(testFolder(), 'parts');

it('the parts of a table are its .csv objects that are not empty', async () => {
  const found = await downloadFiles(awsOf(OBJECTS), 's3://shop/day/', TABLE, parts);
  expect(found.map(({ name }) => name)).toEqual(['s3://shop/day/a.csv']);
});

it.each([
  ['_a.csv', 'Spark reads no files whose names begin with _ or a dot'],
  ['a.csv.GZ', 'Spark knows gzip by .gz in lower case alone'],
  ['a b.csv', 'the Glue job reads keys of letters, digits and . = + @ _ - alone'],
])('the part %s is refused by its name, as Spark would not read it', async (name, message) => {
  const table = { ...TABLE, patterns: ['^[^/]*\\.csv(?:\\.gz)?$', '[.]GZ$'] };
  const objects = { 'day/_b/c.csv.gz': '', [`day/${name}`]: 'id\n1\n' };
  const files = downloadFiles(awsOf(objects), 's3://shop/day/', table, parts);
  await expect(files).rejects.toThrow(`s3://shop/day/${name}: ${message}; rename it`);
});
