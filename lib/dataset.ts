import { Lazy, Stack, TagManager, TagType } from 'aws-cdk-lib';
import { CfnDataset, CfnSchema } from 'aws-cdk-lib/aws-personalize';
import { Construct, type IConstruct } from 'constructs';
import { createHash } from 'node:crypto';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetImportProperties } from '@ecommerce-recommenders/shop-data/contracts/dataset-import';
import type { DatasetGroup } from './dataset-group';
import { resourceName } from './personalize-arn';

/** A dataset, as the import into it knows it. */
export interface IDataset extends IConstruct {
  readonly datasetArn: string;
  readonly datasetType: DatasetType;
  /** Digest of the schema. */
  readonly schemaVersion: string;
  /** The dataset's tags in the app, for the resource that applies them; absent if its own does. */
  readonly tags?: TagManager;
  /** Properties of the dataset in the template that an import depends on. */
  readonly identity: DatasetImportProperties['Dataset'];
}

/** Type, schema and group of a {@link Dataset}. */
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
export class Dataset extends Construct implements IDataset {
  readonly datasetArn: string;
  readonly datasetType: DatasetType;
  readonly schemaVersion: string;
  readonly tags = new TagManager(TagType.STANDARD, CfnDataset.CFN_RESOURCE_TYPE_NAME);
  /**
   * All properties of the dataset in the template, as a token. A change of any property replaces the dataset by an
   * empty one under the same ARN, after CloudFormation has deleted the old one. A filter in the group blocks that, and
   * for Interactions an event tracker: the deployment fails with their names and changes nothing until they have been
   * removed by another deployment.
   */
  readonly identity: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: DatasetProps) {
    super(scope, id);
    const name = props.datasetType.toLowerCase();
    const text = JSON.stringify(props.schema);
    this.schemaVersion = versionOf(text);
    this.datasetType = props.datasetType;

    const schema = new CfnSchema(this, 'Schema', {
      // Schemas are immutable. With the digest in its name, the new one can be created before the old one is deleted.
      name: resourceName(this, `${name}-${this.schemaVersion}`),
      domain: 'ECOMMERCE',
      schema: text,
    });
    // Personalize does not tag schemas, whatever the resource type says.
    schema.addPropertyDeletionOverride('Tags');
    const dataset = new DatasetResource(this, 'Resource', {
      name: resourceName(this, name),
      // CloudFormation's spelling; Personalize's own is in capitals.
      datasetType: props.schema.name,
      datasetGroupArn: props.datasetGroup.datasetGroupArn,
      schemaArn: schema.attrSchemaArn,
    });
    this.datasetArn = dataset.attrDatasetArn;
    this.identity = dataset.inTemplate;
  }
}

/** Digest of a schema. */
export const versionOf = (schema: string): string =>
  createHash('sha256').update(schema).digest('hex').slice(0, 8);

/**
 * The native type without the app's tags: a changed tag would replace the dataset by an empty one. The stack's own
 * tags reach it in any case, because CloudFormation propagates them.
 */
class DatasetResource extends CfnDataset {
  /** Its properties in the template, as a token. */
  get inTemplate(): Readonly<Record<string, unknown>> {
    return Lazy.any({
      produce: () => this.renderProperties(this.cfnProperties),
    }) as unknown as Readonly<Record<string, unknown>>;
  }

  protected override get cfnProperties(): Record<string, unknown> {
    return { ...super.cfnProperties, tags: undefined };
  }

  /** With the stack's tags, for which the type has no property in older releases of the CDK. */
  protected override renderProperties(props: Record<string, unknown>): Record<string, unknown> {
    const tags = Object.entries(Stack.of(this).tags.tagValues()).map(([Key, Value]) => ({ Key, Value }));
    return { ...super.renderProperties(props), ...(tags.length > 0 && { Tags: tags }) };
  }
}
