import { type CustomResource, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  batchClaimKey,
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

/** What runs need of the shop. */
export interface BatchProps {
  readonly shop: EcommerceRecommenders;
  /**
   * Gets a notice when a run has failed.
   *
   * @default - no notice; the execution fails with the reason
   */
  readonly topic?: ITopic;
}

/** A job, and the solution that it trains a version of. */
export interface BatchJob extends Omit<PlannedJob, 'solutionArn' | 'jobArn'> {
  readonly solution: Solution;
}

/** What runs do, and when. */
export interface BatchWork {
  readonly schedule: string;
  readonly jobs: readonly BatchJob[];
  /** A change makes a deployment start a run. */
  readonly madeOf: unknown;
}

/** The runs of one folder. */
export interface BatchRunsProps extends BatchProps {
  readonly folder: BatchFolder;
  /** Checks the properties, and makes the jobs and their solutions in the scope of the runs. */
  readonly work: (scope: Construct) => BatchWork;
}

/** Kind of job in Personalize, and the end of the names of its operations. */
const JOBS = {
  segments: { arn: 'batch-segment-job', operation: 'BatchSegmentJob' },
  batches: { arn: 'batch-inference-job', operation: 'BatchInferenceJob' },
} as const satisfies Record<BatchFolder, unknown>;

const FOLDERS = Object.keys(JOBS) as BatchFolder[];

/**
 * On a schedule, trains a new version of each solution, runs a batch job with it, and puts the results into the data bucket.
 * Nothing runs in between. A deployment starts a run and does not wait for it.
 */
export class BatchRuns extends Construct {
  /** Runs once for each renewal. */
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
    const { turns, dataBucket } = shop;
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
    for (const { solution } of jobs) solution.node.addDependency(turns.imported);
    // The deletion of runs waits for their jobs, which use role and bucket until they end.
    this.stateMachine.node.addDependency(jobRole, dataBucket);
    const run = this.run();
    // Not the role: the key of the bucket needs it.
    shop.turns.take([...jobs.map(({ solution }) => solution), run]);
    const rule = new events.Rule(this, 'Rule', {
      description: `Renews ${folder}`,
      schedule: events.Schedule.expression(schedule),
      targets: [startOf(this.stateMachine, { input: events.RuleTargetInput.fromObject({}) })],
    });
    // No run starts while the resource deletes leftovers of earlier runs.
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
    // 1,769 MiB give one full vCPU, for the files; the polls in between take no time.
    return step({ id: 'Function', handler: 'step', kind: 'batch/steps', memoryMiB: 1769 });
  }

  private statements(): iam.PolicyStatement[] {
    const { folder, shop } = this.props;
    const { jobs } = this.work;
    const { bucket, keyStatements } = shop.dataBucket;
    const { arn, operation } = JOBS[folder];
    const own = bucket.arnForObjects(`${folderPrefix(folder)}*`);
    const claim = bucket.arnForObjects(batchClaimKey(folder));
    // By prefix, which also covers versions: a run under way ends with the solution that new columns have replaced.
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

  /** Starts a run on a deployment, and cleans up when it is deleted. */
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
        // By name: of two folders, one may be switched off.
        allow(
          ['states:StartExecution'],
          ...FOLDERS.map((one) => statesArn(this, 'stateMachine', resourceName(this, one))),
        ),
        ...FOLDERS.flatMap((one) => this.clearingStatements(one)),
        ...letDelete(
          dataBucket,
          provider.handlerRole,
          ...FOLDERS.flatMap((one) => [`${folderPrefix(one)}*`, batchClaimKey(one)]),
        ),
      ],
      policy: 'BatchRuns',
    });
    run.node.addDependency(this.stateMachine);
    return run;
  }

  /**
   * Allows cleaning up the runs of a folder. Both folders share a policy: CloudFormation shrinks a
   * policy before it deletes the resource that needed it.
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
