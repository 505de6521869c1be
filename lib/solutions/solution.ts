import { TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { TrainsOnProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import {
  SOLUTION_TYPE,
  type SolutionProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import type { ExcludedColumns } from '@ecommerce-recommenders/shop-data/contracts/settings/excluded-columns';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import type { DatasetGroup } from '../shop/dataset-group';
import { ownerStatement } from '../shop/group-statements';
import { personalizeArn, recipeArn, resourceName } from '../shop/personalize-arn';
import { tagProperty } from '../shop/tag-property';
import { allow } from '../shop/allow';

/** Recipe and training of a {@link Solution}. */
export interface SolutionProps {
  readonly datasetGroup: DatasetGroup;
  /** Name without the shop's name before it and the digest of the columns after it. */
  readonly solutionName: string;
  /** Last part of the recipe's ARN. */
  readonly recipe: string;
  /**
   * Columns excluded from training.
   *
   * @default - none
   */
  readonly excludedColumns?: ExcludedColumns;
  /**
   * Columns of the datasets, if a dataset may get more of them.
   *
   * @default - no dataset may
   */
  readonly trainsOn?: TrainsOnProperties;
  /**
   * Rate at which Personalize trains a new version, `rate(n days)`.
   *
   * @default - never
   */
  readonly trainingSchedule?: string;
}

/**
 * A solution of a recipe. Its columns are create-only: changed columns create a solution under a new name, and the
 * old one is deleted once nothing uses it.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateSolution.html
 */
export class Solution extends Construct implements ITaggableV2 {
  readonly solutionArn: string;
  /** @internal Name in Personalize. The campaign has the same name, so that both are replaced together. */
  readonly fullName: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, SOLUTION_TYPE);

  constructor(scope: Construct, id: string, props: SolutionProps) {
    super(scope, id);
    const { datasetGroup, solutionName, excludedColumns = {}, trainsOn, trainingSchedule } = props;
    const recipe = recipeArn(props.recipe);
    // The ARN has a wildcard, because only CloudFormation knows the names of solutions that are being deleted.
    const solutions = personalizeArn(this, 'solution', resourceName(this, '*'));
    const statements = [
      ownerStatement(this, datasetGroup.datasetGroupName),
      allow(
        ['personalize:CreateSolution'],
        personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName),
        recipe,
      ),
      allow(
        [
          'personalize:CreateSolution',
          'personalize:DescribeSolution',
          'personalize:UpdateSolution',
          'personalize:StopSolutionVersionCreation',
          'personalize:DeleteSolution',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        solutions,
      ),
      listSolutionVersions(),
    ];
    const isWhole = Object.values(excludedColumns).every((columns) => columns.length === 0);
    // A solution never learns from columns that are added to a dataset later, so the name depends on the columns.
    const suffix = trainsOn ? `-${digestOf(trainsOn)}` : isWhole ? '' : `-${digestOf(excludedColumns)}`;
    this.fullName = resourceName(this, `${solutionName}${suffix}`);
    const properties: SolutionProperties = {
      Name: this.fullName,
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      RecipeArn: recipe,
      TrainingDataConfig: isWhole ? undefined : { ExcludedDatasetColumns: excludedColumns },
      TrainingSchedule: trainingSchedule,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = addOnsProvider(this).resource(this, 'Resource', {
      resourceType: SOLUTION_TYPE,
      properties,
      statements,
      policy: 'Solutions',
    });
    this.solutionArn = resource.ref;
  }
}

/** Personalize's List actions support no resource-level permissions. */
export const listSolutionVersions = (): iam.PolicyStatement =>
  allow(['personalize:ListSolutionVersions'], '*');

/** Digest that does not depend on the order of columns. */
function digestOf(columnsByType: ExcludedColumns): string {
  const sorted = Object.entries(columnsByType)
    .map(([type, columns]) => `${type}:${[...columns].sort().join()}`)
    .sort();
  return createHash('sha256').update(sorted.join()).digest('hex').slice(0, 8);
}
