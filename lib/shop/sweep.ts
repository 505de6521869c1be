import { Construct } from 'constructs';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { schemaName } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import {
  SWEEP_TYPE,
  type SweepProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/sweep';
import type { DatasetGroup } from './dataset-group';
import { coreProvider } from './functions/core-provider';
import { listStatements, ownerStatement } from './group-statements';
import { personalizeArn, resourceName } from './personalize-arn';
import { allow } from './allow';

/** Dataset group of a {@link Sweep}, and its datasets. */
export interface SweepProps {
  readonly datasetGroup: DatasetGroup;
  readonly datasetTypes: readonly DatasetType[];
}

/**
 * Empties the dataset group when the stack is deleted or its creation is rolled back, and at no other time.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/deleting-resources.html
 */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, { datasetGroup, datasetTypes }: SweepProps) {
    super(scope, id);
    const { datasetGroupName } = datasetGroup;
    const datasetName = (type: DatasetType): string => resourceName(this, type.toLowerCase());
    const datasets = DATASET_TYPES.map((type) =>
      personalizeArn(this, 'dataset', `${datasetGroupName}/${type}`),
    );
    const recommenders = personalizeArn(this, 'recommender', '*');
    const statements = [
      ...listStatements(this, datasetGroupName),
      ownerStatement(this, datasetGroupName),
      // Resources that people added to the dataset group block its deletion and may have any name.
      allow(['personalize:DeleteFilter'], personalizeArn(this, 'filter', '*')),
      allow(['personalize:DeleteEventTracker'], personalizeArn(this, 'event-tracker', '*')),
      allow(['personalize:DeleteMetricAttribution'], personalizeArn(this, 'metric-attribution', '*')),
      // The sweep reads the owner tag of every recommender in the group.
      allow(['personalize:ListTagsForResource'], recommenders, ...datasets),
      // Includes a recommender that a cancelled Create made too late.
      allow(['personalize:DeleteRecommender'], personalizeArn(this, 'recommender', resourceName(this, '*'))),
      allow(['personalize:DescribeDataset', 'personalize:DeleteDataset'], ...datasets),
      allow(
        ['personalize:DeleteSchema'],
        ...DATASET_TYPES.map((type) => personalizeArn(this, 'schema', schemaName(datasetName(type), '*'))),
      ),
      allow(['personalize:ListSchemas'], '*'),
    ];
    const properties: SweepProperties = {
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      Removed: DATASET_TYPES.filter((type) => !datasetTypes.includes(type)).map((type) => ({
        Name: datasetName(type),
        DatasetType: type,
      })),
    };
    coreProvider(this).resource(this, 'Resource', {
      resourceType: SWEEP_TYPE,
      properties,
      statements,
      policy: 'Data',
    });
  }
}
