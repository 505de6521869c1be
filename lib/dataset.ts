import { Lazy, Stack, type TagManager } from 'aws-cdk-lib';
import { CfnDataset, CfnSchema } from 'aws-cdk-lib/aws-personalize';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { DatasetType } from '../domain/datasets';
import type { AvroSchema } from '../domain/schemas';
import type { DatasetGroup } from './dataset-group';
import { resourceName } from './personalize-arn';

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
  /** Digest of the schema. */
  readonly schemaVersion: string;
  /** The tags that the app gives to the dataset, for whoever can put them on it. */
  readonly tags: TagManager;
  /**
   * Everything that the template says of the dataset, as a token: a change of any of it makes a new, empty dataset under the
   * same ARN, for which CloudFormation deletes the old one first. A filter in the group is in the way of that, and of
   * Interactions an event tracker: the deployment names it and changes nothing, until it has been deployed without.
   */
  readonly identity: Readonly<Record<string, unknown>>;

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
    const dataset = new DatasetResource(this, 'Resource', {
      name: resourceName(this, name),
      // CloudFormation's spelling; Personalize's own is in capitals.
      datasetType: props.schema.name,
      datasetGroupArn: props.datasetGroup.datasetGroupArn,
      schemaArn: schema.attrSchemaArn,
    });
    this.datasetArn = dataset.attrDatasetArn;
    this.tags = dataset.cdkTagManager;
    this.identity = dataset.inTemplate;
  }
}

/**
 * The native type, without the tags that the app gives it: another tag would be another, empty dataset. It has those of
 * the stack itself, which CloudFormation hands on to it in any case.
 */
class DatasetResource extends CfnDataset {
  /** Its properties as the template has them, as a token. */
  get inTemplate(): Readonly<Record<string, unknown>> {
    return Lazy.any({
      produce: () => this.renderProperties(this.cfnProperties),
    }) as unknown as Readonly<Record<string, unknown>>;
  }

  protected override get cfnProperties(): Record<string, unknown> {
    const tags = Object.entries(Stack.of(this).tags.tagValues()).map(([key, value]) => ({ key, value }));
    return { ...super.cfnProperties, tags: tags.length > 0 ? tags : undefined };
  }
}
