import { S3 } from '@aws-sdk/client-s3';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LOCAL_REGION, localClientConfig, localEnvironment } from 'embedded-aws/environment';
import { startLocalAws } from 'embedded-aws/local-aws';
import { countsIn } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import { trainingShare } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { submitArguments } from '@ecommerce-recommenders/tools/glue-script/run-on-spark';
import { generateArchive } from '../data/generate-archive';
import type { Contender, Measurement, Sample } from '../measurement';
import { missingPackage, runProgram, typescript } from '../run-program';

const Bucket = 'shop';
/** About 30 MB. */
const ROWS_A_PART = 337_502;

/**
 * The Glue job on Spark, with the S3 of an embedded AWS. The peers run the function's program, and the job's SQL on
 * DuckDB, on files.
 */
export const glue: Measurement = {
  title: 'The Glue job',
  unit: 's',
  goal: 'none: it shows how the job grows',
  runsOnce: true,
  prepare: async ({ folder, scale, isQuick, onEnd }) => {
    const data = await generateArchive(folder, isQuick ? 0.1 : scale);
    const source = join(folder, 'source');
    await writeParts(data.interactions, join(source, 'interactions'));
    await writeParts(data.items, join(source, 'items'));
    await writeParts(data.users, join(source, 'users'));
    const output = join(folder, 'output');
    await mkdir(output);

    const aws = await startLocalAws();
    onEnd(() => aws.close());
    const s3 = new S3({ ...localClientConfig(aws.endpoint), forcePathStyle: true });
    onEnd(() => s3.destroy());
    await s3.createBucket({ Bucket });
    for (const table of await readdir(source))
      for (const part of await readdir(join(source, table)))
        await s3.putObject({
          ...{ Bucket, Key: `day/${table}/${part}` },
          Body: createReadStream(join(source, table, part)),
        });
    const { sql, tables } = mappingSql(null, 0);
    await s3.putObject({ Bucket, Key: 'mapping.sql', Body: sql });
    await s3.putObject({ Bucket, Key: 'tables.json', Body: JSON.stringify(tables) });

    const onSpark = (processors: number): Contender => ({
      name: `Spark, ${processors === 1 ? 'one processor' : 'two processors'}`,
      missing: process.env.SPARK_PYTHON ? undefined : 'SPARK_PYTHON names no Spark',
      run: async () => {
        const place = `dataset/${processors}/`;
        const conf = { 'spark.master': `local[${processors}]`, 'spark.driver.memory': '4g' };
        const sample = await runProgram<Sample>(
          [
            process.env.SPARK_PYTHON!,
            'bench/peers/prepare-spark.py',
            'glue/prepare-data.py',
            ...argumentsOf(place),
          ],
          {
            ...localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }),
            ...submitArguments({ endpoint: aws.endpoint, region: LOCAL_REGION, folder, conf }),
          },
        );
        const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: `${place}counts/` });
        if (!Contents.some(({ Key = '' }) => countsIn(Key)))
          throw new Error('The job has not counted its rows.');
        return sample;
      },
    });
    return [
      {
        name: 'this project: the function',
        run: () => runProgram(typescript('prepare-data', data.archive, output)),
      },
      {
        name: 'this project: the SQL on DuckDB',
        missing: missingPackage('@duckdb/node-api', 'dev'),
        run: () => runProgram(typescript('prepare-with-sql', source, output)),
      },
      onSpark(1),
      onSpark(2),
    ];
  },
};

const argumentsOf = (place: string): string[] =>
  Object.entries({
    '--source': `s3://${Bucket}/day/`,
    '--output': `s3://${Bucket}/${place}`,
    '--sql': `s3://${Bucket}/mapping.sql`,
    '--tables': `s3://${Bucket}/tables.json`,
    '--event_types': '{"ProductViewed":"View","OrderCompleted":"Purchase"}',
    '--training_share': String(trainingShare(0.1)),
    '--holdout_by': 'user',
  }).flat();

/** Splits a CSV file that has no line ends in its values. Each part gets the header. */
async function writeParts(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  let header: string | undefined;
  let part: WriteStream | undefined;
  let rows = 0;
  const end = async (): Promise<void> => {
    part?.end();
    if (part) await once(part, 'finish');
  };
  for await (const line of createInterface(createReadStream(file))) {
    if (header === undefined) {
      header = line;
      continue;
    }
    if (rows % ROWS_A_PART === 0) {
      await end();
      part = createWriteStream(join(folder, `${String(rows / ROWS_A_PART).padStart(5, '0')}.csv`));
      part.write(`${header}\n`);
    }
    rows += 1;
    if (!part!.write(`${line}\n`)) await once(part!, 'drain');
  }
  await end();
}
