import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DataBucket } from './data-bucket';
import type { DatasetGroup } from './dataset-group';
import type { ImportRole } from './import-role';
import { personalizeArn, recipeArn, resourceName } from './personalize-arn';
import { allow } from './allow';

/** Principals of an {@link AnalystRole}, and its resources. */
export interface AnalystRoleProps {
  readonly analysts: readonly iam.IPrincipal[];
  /** Whether analysts may delete recommenders, filters, schemas and files. */
  readonly mayDelete: boolean;
  readonly dataBucket: DataBucket;
  readonly datasetGroup: DatasetGroup;
  readonly importRole: ImportRole;
}

type NamedResource = 'dataset-import-job' | 'filter' | 'recommender' | 'schema';

/**
 * The principals of the app of cdk.json: everybody in the account whom IAM allows to assume the role, and SageMaker notebooks.
 */
export const accountAndNotebooks = (): iam.IPrincipal[] => [
  new iam.AccountRootPrincipal(),
  new iam.ServicePrincipal('sagemaker.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  }),
];

/**
 * A role for people who work with the shop's recommendations, in a SageMaker notebook or at a terminal. It grants
 * everything they need on this stack's resources, and replaces the FullAccess policies for S3, Personalize, IAM and
 * SageMaker, which cover the whole account.
 */
export class AnalystRole extends Construct implements iam.IGrantable {
  readonly roleArn: string;
  readonly grantPrincipal: iam.IPrincipal;
  private readonly role: iam.Role;
  private readonly deletion?: iam.Policy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AnalystRoleProps,
  ) {
    super(scope, id);
    const role = new iam.Role(this, 'Resource', {
      description: 'Works with the data, the dataset group and the recommenders of this stack',
      assumedBy: new iam.CompositePrincipal(...props.analysts),
    });
    const statements = [
      ...this.dataStatements(props.dataBucket),
      ...this.personalizeStatements(props.datasetGroup),
      allow(['iam:GetRole'], props.importRole.roleArn),
      props.importRole.passStatement,
      this.notebookLogStatement(),
      this.outputsStatement(),
    ];
    for (const statement of statements) role.addToPolicy(statement);
    if (props.mayDelete)
      this.deletion = new iam.Policy(this, 'Deletion', {
        statements: this.deletionStatements(),
        roles: [role],
      });
    this.role = role;
    this.roleArn = role.roleArn;
    this.grantPrincipal = role;
    // Analysts put files for import jobs of their own here, because the import role reads no other prefix.
    this.mayWriteBelow(DATASET_PREFIX);
  }

  /** @internal Lets analysts put files below a prefix of the data bucket, and delete them if they may delete files. */
  mayWriteBelow(prefix: string): void {
    const files = this.props.dataBucket.bucket.arnForObjects(`${prefix}*`);
    this.role.addToPolicy(allow(['s3:PutObject'], files));
    this.deletion?.addStatements(allow(['s3:DeleteObject'], files));
  }

  private dataStatements({ bucket, keyStatements }: DataBucket): iam.PolicyStatement[] {
    return [
      allow(['s3:ListBucket', 's3:GetBucketLocation'], bucket.bucketArn),
      allow(['s3:GetObject'], bucket.arnForObjects('*')),
      ...keyStatements,
    ];
  }

  private personalizeStatements({ datasetGroupName }: DatasetGroup): iam.PolicyStatement[] {
    const datasetGroup = personalizeArn(this, 'dataset-group', datasetGroupName);
    const dataset = personalizeArn(this, 'dataset', `${datasetGroupName}/*`);
    const named = (resource: NamedResource): string => this.named(resource);
    const recipes = (Object.keys(USE_CASES) as UseCaseName[]).map((name) =>
      recipeArn(USE_CASES[name].recipe),
    );

    const allowed: readonly (readonly [actions: readonly string[], resources: readonly string[]])[] = [
      [['DescribeDatasetGroup'], [datasetGroup]],
      [['DescribeDataset', 'UpdateDataset', 'PutItems', 'PutUsers'], [dataset]],
      [['CreateSchema', 'DescribeSchema'], [named('schema')]],
      [['CreateDatasetImportJob'], [dataset, named('dataset-import-job')]],
      [['DescribeDatasetImportJob'], [named('dataset-import-job')]],
      [['CreateRecommender'], [datasetGroup, named('recommender'), ...recipes]],
      [
        [
          'DescribeRecommender',
          'UpdateRecommender',
          'StartRecommender',
          'StopRecommender',
          'GetRecommendations',
        ],
        [named('recommender')],
      ],
      [['CreateFilter'], [datasetGroup, named('filter')]],
      [['DescribeFilter', 'GetRecommendations'], [named('filter')]],
      [['DescribeRecipe'], recipes],
      [
        ['TagResource', 'UntagResource', 'ListTagsForResource'],
        [datasetGroup, dataset, named('dataset-import-job'), named('filter'), named('recommender')],
      ],
      // The List actions support no resource-level permissions.
      [
        [
          'ListDatasetGroups',
          'ListDatasetImportJobs',
          'ListDatasets',
          'ListFilters',
          'ListRecipes',
          'ListRecommenders',
          'ListSchemas',
        ],
        ['*'],
      ],
    ];
    return allowed.map(([actions, resources]) =>
      allow(
        actions.map((action) => `personalize:${action}`),
        ...resources,
      ),
    );
  }

  private deletionStatements(): iam.PolicyStatement[] {
    const allowed: readonly (readonly [action: string, resource: string])[] = [
      ['personalize:DeleteSchema', this.named('schema')],
      ['personalize:DeleteRecommender', this.named('recommender')],
      ['personalize:DeleteFilter', this.named('filter')],
    ];
    return allowed.map(([action, resource]) => allow([action], resource));
  }

  /** ARNs with the stack's names, and with names that analysts choose by the same rule. */
  private named(resource: NamedResource): string {
    return personalizeArn(this, resource, resourceName(this, '*'));
  }

  /** The commands find everything by the stack's outputs. */
  private outputsStatement(): iam.PolicyStatement {
    const stack = `arn:${Aws.PARTITION}:cloudformation:${Aws.REGION}:${Aws.ACCOUNT_ID}:stack/${Aws.STACK_NAME}/*`;
    return allow(['cloudformation:DescribeStacks'], stack);
  }

  /** A SageMaker notebook instance writes its own logs. */
  private notebookLogStatement(): iam.PolicyStatement {
    return allow(
      ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/sagemaker/NotebookInstances*`,
    );
  }
}
