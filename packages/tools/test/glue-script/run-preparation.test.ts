import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import type { AwsCall } from 'embedded-aws/platform';
import { runPreparation } from '../../src/glue-script/run-preparation';

const SCRIPT = readFileSync(resolve(__dirname, '../../../../glue/prepare-data.py'), 'utf8');

const { sql, tables } = mappingSql(null, 0);

/** What names an object or a bucket. */
interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

describe('a run of the preparation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glue-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a script whose role may list the shop's bucket, which is empty, but not that of the SQL. */
  const running = (script: string): Promise<void> => {
    const objects: Readonly<Record<string, string>> = {
      'script.py': script,
      'mapping.sql': sql,
      'tables.json': JSON.stringify(tables),
    };
    const aws = (async (_service: string, operation: string, { Bucket, Key }: Place) => {
      if (operation === 'GetObject') return { Body: Readable.from([Buffer.from(objects[Key])]) };
      if (Bucket === 'shop') return {};
      throw new Error(`${operation} of ${Bucket} is denied`);
    }) as AwsCall;
    return runPreparation({
      aws,
      script: 's3://assets/script.py',
      runArguments: {
        '--source': 's3://shop/day/',
        '--output': 's3://data/dataset/1/',
        '--sql': 's3://assets/mapping.sql',
        '--tables': 's3://assets/tables.json',
        '--event_types': '{"ProductViewed":"View"}',
        '--training_share': '0.9',
        '--holdout_by': 'user',
      },
      workers: 2,
      folder,
      hold: (work) => work,
    });
  };

  it('reads its SQL without listing the bucket, and fails for want of files', async () => {
    await expect(running(SCRIPT)).rejects.toThrow(
      'the source s3://shop/day/ has no file that matches interactions/*.csv',
    );
  });

  it('fails where the script reads the SQL through Spark and may not list the bucket (GLUE-2)', async () => {
    const script = 'sql = spark.read.text(args["sql"], wholetext=True).first()[0]\n';
    await expect(running(script)).rejects.toThrow('ListObjectsV2 of assets is denied');
  });
});
