import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AwsCall } from 'embedded-aws/platform';
import { downloadFiles } from '../../src/glue-script/job-files';

const OBJECTS: Readonly<Record<string, string>> = {
  'day/a.csv': 'id\n1\n',
  'day/b.csv': '',
  'day/c.txt': 'id\n2\n',
};

const TABLE = { globs: ['*.csv'], patterns: ['^[^/]*\\.csv$'] };

it('the parts of a table are its .csv objects that are not empty (GLUE-4)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parts-'));
  const aws = (async (_service: string, operation: string, { Key }: { Key: string }) =>
    operation === 'ListObjectsV2'
      ? { Contents: Object.keys(OBJECTS).map((key) => ({ Key: key })) }
      : { Body: Readable.from([Buffer.from(OBJECTS[Key])]) }) as AwsCall;
  const parts = await downloadFiles(aws, 's3://shop/day/', TABLE, join(folder, 'parts'));
  expect(parts.map(({ name }) => name)).toEqual(['s3://shop/day/a.csv']);
  rmSync(folder, { recursive: true });
});
