import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { itWith } from '../support/prerequisites';

const SCRIPT = resolve(__dirname, '../../glue/prepare-data.py');

/** Loads the script without Spark and boto3, and asks for the words of a failure. */
const PROGRAM = `
import runpy, sys
from unittest.mock import MagicMock
for name in ["boto3", "pyspark", "pyspark.sql", "pyspark.sql.functions", "pyspark.sql.types"]:
    sys.modules[name] = MagicMock()
print(runpy.run_path(sys.argv[1], run_name="job")["words_of"](sys.argv[2]))
`;

const trace = (...causes: readonly string[]): string =>
  ['An error occurred while calling o91.csv.', ': org.apache.spark.SparkException: Job aborted.']
    .concat('\tat org.apache.spark.sql.DataFrameWriter.csv(DataFrameWriter.scala:850)')
    .concat(causes.map((why) => `Caused by: ${why}\n\tat java.base/java.lang.Thread.run(Thread.java:840)`))
    .join('\n');

const DENIED = 'Access Denied (Service: Amazon S3; Error Code: AccessDenied; Request ID: 1)';
const MALFORMED = [
  'org.apache.spark.SparkException: Encountered error while reading file s3://shop/1.csv. Details:',
  'org.apache.spark.SparkRuntimeException: [MALFORMED_CSV_RECORD] Malformed CSV record: u,a',
];

itWith('python').each([
  ['a full disk', trace('java.io.IOException: No space left on device'), /^the disk of .*Raise .*Workers/],
  [
    'a full disk that S3A finds',
    'Lost task: org.apache.hadoop.util.DiskChecker$DiskErrorException: Could not find any valid local directory for s3ablock-0001-',
    /^the disk of a worker is full/,
  ],
  ['lost workers', trace('ExecutorLostFailure (executor 1 exited)'), /^workers were lost again and again/],
  ['a denied request', trace(`x.S3Exception: ${DENIED}`), /^AccessDenied: neither .*: Access Denied$/],
  ['a row of another width', trace(...MALFORMED), /^s3:\/\/shop\/1\.csv: a row has not as many .*: u,a$/],
  ['an unknown cause', trace('java.lang.IllegalStateException: odd'), /^odd$/],
  ['no cause', 'Something broke\n\tat a.b.C', /^Something broke$/],
])('a failure of the Glue job is told in words: %s', (_, text, words) => {
  const { stdout, stderr } = spawnSync('python3', ['-c', PROGRAM, SCRIPT, text], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.trim()).toMatch(words);
});
