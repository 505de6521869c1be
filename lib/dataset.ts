import { CfnDataset, CfnSchema } from 'aws-cdk-lib/aws-personalize';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { DatasetType } from '../domain/datasets';
import type { AvroSchema } from '../domain/schemas';
import type { DatasetGroup } from './dataset-group';
import { resourceName } from './resource-name';

/** What a {@link Dataset} holds and where. */
export interface DatasetProps {
  readonly datasetGroup: DatasetGroup;
  readonly datasetType: DatasetType;
  readonly schema: AvroSchema;
}

/**
 * A dataset and its schema.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
export class Dataset extends Construct {
  readonly datasetArn: string;
  readonly datasetType: DatasetType;
  /**
   * Digest of the schema. Another schema makes a new, empty dataset under the same ARN, for which CloudFormation deletes the
   * old one first. A filter in the group is in the way of that: the deployment names it and changes nothing, until it has
   * been deployed without.
   */
  readonly schemaVersion: string;

  constructor(scope: Construct, id: string, props: DatasetProps) {
    super(scope, id);
    const name = props.datasetType.toLowerCase();
    const text = JSON.stringify(props.schema);
    this.schemaVersion = createHash('sha256').update(text).digest('hex').slice(0, 8);
    this.datasetType = props.datasetType;

    const schema = new CfnSchema(this, 'Schema', {
      // A schema cannot be changed. With the digest in its name, the new one can be made before the old one goes.
      name: resourceName(this, `${name}-${this.schemaVersion}`),
      domain: 'ECOMMERCE',
      schema: text,
    });
    // Personalize has no tags for schemas, whatever the template's type says.
    schema.addPropertyDeletionOverride('Tags');
    const dataset = new CfnDataset(this, 'Resource', {
      name: resourceName(this, name),
      // CloudFormation's spelling; Personalize's own is in capitals.
      datasetType: props.schema.name,
      datasetGroupArn: props.datasetGroup.datasetGroupArn,
      schemaArn: schema.attrSchemaArn,
    });
    this.datasetArn = dataset.attrDatasetArn;
  }
}
