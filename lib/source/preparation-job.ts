import { ArnFormat, Aws, Stack, Stage } from 'aws-cdk-lib';
import { CfnJob } from 'aws-cdk-lib/aws-glue';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  FOLDER_MARKER,
  JOB_TIMEOUT_MINUTES,
} from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import type { DataBucket } from '../shop/data-bucket';
import { shopLogGroup } from '../shop/functions/log-groups';
import { resourceName } from '../shop/personalize-arn';
import { sourceStatements } from './prepared-data';
import type { CsvParts } from '../shop/shop-settings';
import { allow } from '../shop/allow';

/** Source, target and size of a {@link PreparationJob}. */
export interface PreparationJobProps {
  readonly dataBucket: DataBucket;
  readonly parts: CsvParts;
  /** Mapping of the files; null for CSV parts with the workshop's columns. */
  readonly data: ShopMapping | null;
  readonly maxBadRows: number;
  /** Workers with 4 vCPUs and 16 GB each; one of them is the driver. */
  readonly workers: number;
}

const SCRIPT = path.resolve(__dirname, '../../glue/prepare-data.py');

/** Log groups of a job, below the configured prefix. */
const LOG_KINDS = ['output', 'error'] as const;

/**
 * A Spark job that prepares data that is too large for a function. Its SQL is compiled from the mapping at synth.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
 */
export class PreparationJob extends Construct {
  readonly jobName: string;
  readonly jobArn: string;
  /** `s3://bucket/key` */
  readonly sqlUrl: string;
  /** `s3://bucket/key` of the `PreparationTables`. */
  readonly tablesUrl: string;

  constructor(scope: Construct, id: string, props: PreparationJobProps) {
    super(scope, id);
    const { dataBucket, parts, workers, data } = props;
    const compiled = mappingSql(data, props.maxBadRows);
    const script = new Asset(this, 'Script', { path: SCRIPT });
    const sql = this.asset('Sql', 'mapping.sql', compiled.sql);
    const tables = this.asset('Tables', 'tables.json', JSON.stringify(compiled.tables));
    const role = new iam.Role(this, 'Role', {
      description: 'The Glue job reads the files of the shop and writes the prepared ones',
      // There is no condition on the account: it is not documented whether Glue sends it, and a role can be passed
      // only within its own account.
      assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
    });
    const statements = [
      ...sourceStatements(parts),
      allow(['s3:GetObject'], ...[script, sql, tables].map(arnOf)),
      // Spark checks whether its folders exist, and deletes the partial output of failed tasks.
      allow(
        ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        dataBucket.bucket.arnForObjects(`${DATASET_PREFIX}*`),
      ),
      // For each folder that it creates, Spark writes a marker object next to it, even for the top one.
      allow(['s3:PutObject'], dataBucket.bucket.arnForObjects(DATASET_PREFIX.replace(/\/$/, FOLDER_MARKER))),
      allow(['s3:ListBucket'], dataBucket.bucket.bucketArn),
      ...dataBucket.keyStatements,
    ];
    for (const statement of statements) role.addToPolicy(statement);

    const job = new CfnJob(this, 'Resource', {
      description: 'Prepares the data of the shop for Amazon Personalize',
      role: role.roleArn,
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: script.s3ObjectUrl },
      glueVersion: '5.0',
      workerType: 'G.1X',
      numberOfWorkers: workers,
      timeout: JOB_TIMEOUT_MINUTES,
      maxRetries: 0,
      executionProperty: { maxConcurrentRuns: 1 },
      defaultArguments: {
        '--custom-logGroup-prefix': this.declareLogs(role),
        '--job-bookmark-option': 'job-bookmark-disable',
      },
    });
    // Policies must exist before the first run starts and until the last one ends.
    job.node.addDependency(role, ...this.node.children.filter((child) => child instanceof logs.LogGroup));
    this.jobName = job.ref;
    this.jobArn = Stack.of(this).formatArn({
      service: 'glue',
      resource: 'job',
      resourceName: job.ref,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.sqlUrl = sql.s3ObjectUrl;
    this.tablesUrl = tables.s3ObjectUrl;
  }

  /** Writes a text into the cloud assembly as an asset. */
  private asset(id: string, file: string, text: string): Asset {
    const outdir = path.join(Stage.of(this)?.outdir ?? os.tmpdir(), 'mapping', this.node.addr);
    mkdirSync(outdir, { recursive: true });
    const asset = path.join(outdir, file);
    writeFileSync(asset, text);
    return new Asset(this, id, { path: asset });
  }

  /**
   * Declares the log groups that the job would otherwise create and leave behind. Glue's default groups are shared by
   * all jobs of the account.
   *
   * @returns the prefix of their names
   */
  private declareLogs(role: iam.Role): string {
    const prefix = `/aws-glue/${resourceName(this, 'prepare-data')}`;
    for (const kind of LOG_KINDS) {
      const logGroup = shopLogGroup(this, `${kind}Logs`, `${prefix}/${kind}`);
      // Glue calls CreateLogGroup before it writes, even if the group exists.
      logGroup.grant(role, 'logs:CreateLogGroup');
      logGroup.grantWrite(role);
    }
    return prefix;
  }
}

const arnOf = ({ s3BucketName, s3ObjectKey }: Asset): string =>
  `arn:${Aws.PARTITION}:s3:::${s3BucketName}/${s3ObjectKey}`;
