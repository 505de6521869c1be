import { type CustomResource, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  batchLockKey,
  folderPrefix,
  type BatchFolder,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type {
  BatchEnvironment,
  BatchPlan,
  PlannedJob,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import {
  BATCH_RUN_TYPE,
  type BatchRunProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/solution-names';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { listDeletionJobs } from '../runs/deletion-jobs';
import { allow } from '../shop/allow';
import { letDelete } from '../shop/data-bucket';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import type { Solution } from '../solutions/solution';
import { listSolutionVersions } from '../solutions/solution';
import { runMachine, statesArn } from '../runs/run-machine';
import { startOf } from '../runs/rule-target';
import { stepFunctions } from '../runs/step-functions';
import { batchDefinition } from './batch-definition';
import { JobRole } from './job-role';

/** The properties that all batch runs share. */
export interface BatchProps {
  readonly shop: EcommerceRecommenders;
  /**
   * Topic for notices of failed runs.
   *
   * @default - no notice; the execution fails with the reason
   */
  readonly topic?: ITopic;
}

/** A batch job and its solution. */
export interface BatchJob extends Omit<PlannedJob, 'solutionArn' | 'jobArn'> {
  readonly solution: Solution;
}

/** The jobs of the runs, and their schedule. */
export interface BatchWork {
  readonly schedule: string;
  readonly jobs: readonly BatchJob[];
  /** If it changes, the deployment starts a run. */
  readonly madeOf: unknown;
}

/** Folder and work of {@link BatchRuns}. */
export interface BatchRunsProps extends BatchProps {
  readonly folder: BatchFolder;
  /** Checks the properties, and creates the jobs and their solutions in the given scope. */
  readonly work: (scope: Construct) => BatchWork;
}

/** Personalize's name for each kind of job, which ends the names of its operations. */
const JOBS = {
  segments: { arn: 'batch-segment-job', operation: 'BatchSegmentJob' },
  batches: { arn: 'batch-inference-job', operation: 'BatchInferenceJob' },
} as const satisfies Record<BatchFolder, unknown>;

const FOLDERS = Object.keys(JOBS) as BatchFolder[];

/**
 * Runs batch jobs on a schedule: it trains a new version of each solution, runs a job with it, and writes the results
 * to the data bucket. Between runs nothing is provisioned. A deployment starts a run without waiting for it.
 */
export class BatchRuns extends Construct {
  /** One execution is one run. */
  readonly stateMachine: sfn.StateMachine;
  private readonly work: BatchWork;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BatchRunsProps,
  ) {
    super(scope, id);
    const { folder, topic, shop } = props;
    this.work = props.work(this);
    const { order, dataBucket } = shop;
    dataBucket.serve(folderPrefix(folder));
    const { jobs, schedule } = this.work;
    const jobRole = new JobRole(this, 'JobRole', { folder, dataBucket });
    const lambdaFunction = this.function(jobRole);
    this.stateMachine = runMachine(this, {
      name: folder,
      comment: `Trains, and has Personalize make ${folder}`,
      definition: batchDefinition(this, {
        folder,
        lambdaFunction,
        plan: Stack.of(this).toJsonString(this.plan()),
        patienceHours: shop.settings.trainingTimeoutHours,
        topic,
      }),
      topic,
      remedy:
        `, so ${folder} were not renewed and its training may go on, billed. ` +
        `Execute the state machine: it stops the training and makes new ${folder}.`,
    });
    for (const { solution } of jobs) solution.node.addDependency(order.imported);
    // Deleting the runs waits for their jobs, which use the role and the bucket until they end.
    this.stateMachine.node.addDependency(jobRole, dataBucket);
    const run = this.run();
    // The role is not ordered here, because the bucket's key depends on it.
    shop.order.take([...jobs.map(({ solution }) => solution), run]);
    const rule = new events.Rule(this, 'Rule', {
      description: `Renews ${folder}`,
      schedule: events.Schedule.expression(schedule),
      targets: [startOf(this.stateMachine, { input: events.RuleTargetInput.fromObject({}) })],
    });
    // While this resource deletes leftovers of earlier runs, no run may start.
    rule.node.addDependency(run);
  }

  /** `s3://bucket/segments/` */
  get prefix(): string {
    return this.props.shop.dataBucket.bucket.s3UrlForObject(folderPrefix(this.props.folder));
  }

  /** Allows reading the results and their manifest. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.props.shop.dataBucket.grantReadBelow(grantee, folderPrefix(this.props.folder));
  }

  private function(jobRole: JobRole): lambda.Function {
    const { dataBucket, datasetGroup, settings } = this.props.shop;
    const environment: BatchEnvironment = {
      DATA_BUCKET: dataBucket.bucket.bucketName,
      DATASET_GROUP_ARN: datasetGroup.datasetGroupArn,
      JOB_ROLE_ARN: jobRole.roleArn,
      PATIENCE_HOURS: String(settings.trainingTimeoutHours),
    };
    const step = stepFunctions(this, {
      dataBucket,
      statements: [...this.statements(), jobRole.passStatement],
      environment: { ...environment },
    });
    // 1,769 MiB give one full vCPU, which converting files needs; the polls between take almost no time.
    return step({ id: 'Function', handler: 'step', kind: 'batch/steps', memoryMiB: 1769 });
  }

  private statements(): iam.PolicyStatement[] {
    const { folder, shop } = this.props;
    const { jobs } = this.work;
    const { bucket, keyStatements } = shop.dataBucket;
    const { arn, operation } = JOBS[folder];
    const own = bucket.arnForObjects(`${folderPrefix(folder)}*`);
    const claim = bucket.arnForObjects(batchLockKey(folder));
    // The prefix also covers older versions: an active run finishes with the old solution after new columns have replaced it.
    const solutions = jobs.map(({ by }) =>
      personalizeArn(this, 'solution', resourceName(this, `${SOLUTION_NAMES[by]}*`)),
    );
    const filters = jobs.flatMap(({ filterArn }) => filterArn ?? []);
    const readsUsers = jobs.some(({ lines }) => lines === undefined);
    return [
      allow(['s3:ListBucket'], bucket.bucketArn),
      allow(
        ['s3:GetObject'],
        own,
        claim,
        ...(readsUsers ? [bucket.arnForObjects(`${DATASET_PREFIX}*`)] : []),
      ),
      allow(['s3:PutObject', 's3:DeleteObject'], own, claim),
      allow(['s3:AbortMultipartUpload'], own),
      ...keyStatements,
      listDeletionJobs(),
      listSolutionVersions(),
      allow(
        [
          'personalize:CreateSolutionVersion',
          'personalize:DescribeSolutionVersion',
          'personalize:StopSolutionVersionCreation',
        ],
        ...solutions,
      ),
      allow(
        [`personalize:Create${operation}`],
        personalizeArn(this, arn, resourceName(this, `${folder}*`)),
        ...solutions,
        ...filters,
      ),
      allow(
        [`personalize:Describe${operation}`],
        personalizeArn(this, arn, resourceName(this, `${folder}*`)),
      ),
      allow(['states:DescribeExecution'], statesArn(this, 'execution', resourceName(this, `${folder}:*`))),
    ];
  }

  private plan(): BatchPlan {
    const { folder } = this.props;
    return {
      folder,
      jobs: this.work.jobs.map(({ solution, ...job }) => ({
        ...job,
        solutionArn: solution.solutionArn,
        jobArn: personalizeArn(this, JOBS[folder].arn, resourceName(this, SOLUTION_NAMES[job.by])),
      })),
    };
  }

  /** Starts a run on each deployment, and cleans up on deletion. */
  private run(): CustomResource {
    const { folder, shop } = this.props;
    const { imports, dataBucket } = shop;
    const { jobs, madeOf } = this.work;
    const { bucket } = dataBucket;
    const provider = addOnsProvider(this);
    const run = provider.resource(this, 'Run', {
      resourceType: BATCH_RUN_TYPE,
      properties: {
        StateMachineArn: this.stateMachine.stateMachineArn,
        DataBucket: bucket.bucketName,
        Folder: folder,
        SolutionArns: jobs.map(({ solution }) => solution.solutionArn),
        MadeOf: {
          Setting: JSON.stringify(madeOf),
          Filters: jobs.flatMap(({ filterArn }) => filterArn ?? []),
          Data: imports.map(({ dataVersion }) => dataVersion),
        },
      } satisfies BatchRunProperties,
      statements: [
        // The statement names the folder, because one of the two folders may be switched off.
        allow(
          ['states:StartExecution'],
          ...FOLDERS.map((one) => statesArn(this, 'stateMachine', resourceName(this, one))),
        ),
        ...FOLDERS.flatMap((one) => this.clearingStatements(one)),
        ...letDelete(
          dataBucket,
          provider.handlerRole,
          ...FOLDERS.flatMap((one) => [`${folderPrefix(one)}*`, batchLockKey(one)]),
        ),
      ],
      policy: 'BatchRuns',
    });
    run.node.addDependency(this.stateMachine);
    return run;
  }

  /**
   * Allows cleaning up the runs of a folder. Both folders share a policy, because CloudFormation shrinks a policy
   * before it deletes the resource that needed it.
   */
  private clearingStatements(folder: BatchFolder): iam.PolicyStatement[] {
    return [
      allow(['states:ListExecutions'], statesArn(this, 'stateMachine', resourceName(this, folder))),
      allow(['states:StopExecution'], statesArn(this, 'execution', resourceName(this, `${folder}:*`))),
      // Personalize's List actions support no resource-level permissions.
      allow([`personalize:List${JOBS[folder].operation}s`], '*'),
    ];
  }
}
