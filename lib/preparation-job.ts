import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnJob } from 'aws-cdk-lib/aws-glue';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import path from 'node:path';
import { FOLDER_MARKER, JOB_TIMEOUT_MINUTES } from '../domain/contracts/preparation-job';
import { DATASET_PREFIX } from '../domain/datasets';
import type { DataBucket } from './data-bucket';
import { resourceName } from './personalize-arn';
import { sourceStatements } from './prepared-data';

/** What a {@link PreparationJob} reads and writes, and with how much. */
export interface PreparationJobProps {
  readonly dataBucket: DataBucket;
  /** `s3://bucket/prefix/` of CSV parts. */
  readonly source: string;
  /** Machines of 4 processors and 16 GB each, one of which leads. */
  readonly workers: number;
}

const folder = path.resolve(__dirname, '../glue');

/** What a job writes to, below the prefix that it is given. */
const LOG_KINDS = ['output', 'error'] as const;

/**
 * The Spark job that prepares data past what a function can, and the SQL that it runs.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
 */
export class PreparationJob extends Construct {
  readonly jobName: string;
  readonly jobArn: string;
  /** `s3://bucket/key` */
  readonly sqlUrl: string;

  constructor(scope: Construct, id: string, { dataBucket, source, workers }: PreparationJobProps) {
    super(scope, id);
    const script = new Asset(this, 'Script', { path: path.join(folder, 'prepare-data.py') });
    const sql = new Asset(this, 'Sql', { path: path.join(folder, 'prepare-data.sql') });
    const role = new iam.Role(this, 'Role', {
      description: 'The Glue job reads the CSV parts and writes the prepared files',
      // With no condition on the account: Glue does not say that it names one, and a role is passed within its own alone.
      assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
    });
    const statements = [
      ...sourceStatements(source),
      new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [arnOf(script), arnOf(sql)] }),
      // Spark looks whether its folders are there, and takes away what a task has left half done.
      new iam.PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        resources: [dataBucket.bucket.arnForObjects(`${DATASET_PREFIX}*`)],
      }),
      // Folders that it makes are marked beside them, the uppermost one as well.
      new iam.PolicyStatement({
        actions: ['s3:PutObject'],
        resources: [dataBucket.bucket.arnForObjects(DATASET_PREFIX.replace(/\/$/, FOLDER_MARKER))],
      }),
      new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [dataBucket.bucket.bucketArn] }),
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
    // The permissions come before the first run and go after the last.
    job.node.addDependency(role, ...this.node.children.filter((child) => child instanceof logs.LogGroup));
    this.jobName = job.ref;
    this.jobArn = Stack.of(this).formatArn({
      service: 'glue',
      resource: 'job',
      resourceName: job.ref,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.sqlUrl = sql.s3ObjectUrl;
  }

  /**
   * The groups that the job would otherwise make itself, to outlive the stack. Glue's own are shared by all jobs of
   * the account.
   *
   * @returns the prefix of their names
   */
  private declareLogs(role: iam.Role): string {
    const prefix = `/aws-glue/${resourceName(this, 'prepare-data')}`;
    for (const kind of LOG_KINDS) {
      const logGroup = new logs.LogGroup(this, `${kind}Logs`, {
        logGroupName: `${prefix}/${kind}`,
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      // Glue asks for its groups, which are there, before it writes to them.
      logGroup.grant(role, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
    }
    return prefix;
  }
}

const arnOf = ({ s3BucketName, s3ObjectKey }: Asset): string =>
  `arn:${Aws.PARTITION}:s3:::${s3BucketName}/${s3ObjectKey}`;
