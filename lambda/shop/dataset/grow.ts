import {
  CreateSchemaCommand,
  DescribeDatasetCommand,
  DescribeSchemaCommand,
  UpdateDatasetCommand,
} from '@aws-sdk/client-personalize';
import type { AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import type { WaitingFor } from '../resources/lifecycle';
import { unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import { schemaChange, type SchemaChange } from './schema-change';

/**
 * One step towards the template's schema. The dataset keeps its records, with null in new columns, and recommenders keep serving.
 *
 * If the template's schema exists but the dataset has another one, the update is in progress or has just failed. It cannot have
 * failed earlier, because failed attempts delete their schema, at the latest during their rollback.
 *
 * @param isRollingBack whether CloudFormation is rolling back; columns that the dataset has got then stay, because they cannot be
 * removed
 * @throws Error that names the columns that Personalize cannot change, before anything is changed
 */
export async function grow(
  client: PersonalizeApi,
  datasetArn: string,
  properties: Pick<DatasetProperties, 'DatasetType' | 'Schema' | 'SchemaName'>,
  isRollingBack: () => Promise<boolean>,
): Promise<WaitingFor> {
  const { dataset = {} } = await client.send(new DescribeDatasetCommand({ datasetArn }));
  const { schemaArn, latestDatasetUpdate: latest } = dataset;
  const { schema: current } = await client.send(new DescribeSchemaCommand({ schemaArn }));
  const change = schemaChange(asSchema(current?.schema ?? ''), asSchema(properties.Schema));
  const { added, removed, refused } = change;
  if (refused.length > 0 || (removed.length > 0 && (added.length > 0 || !(await isRollingBack()))))
    throw new Error(refusal(datasetArn, change));
  if (added.length === 0) return undefined;

  const wantedArn = schemaArnOf(datasetArn, properties.SchemaName);
  const isThere =
    (await unlessGone(client.send(new DescribeSchemaCommand({ schemaArn: wantedArn })))) !== undefined;
  if (isThere && latest?.schemaArn === wantedArn && latest.status?.includes('FAILED'))
    throw new Error(
      `${added.join(', ')} could not be added to ${datasetArn}: ${latest.failureReason ?? 'no reason given'}. ` +
        `The dataset keeps its previous schema.`,
    );
  if (!isThere) await createSchema(client, properties);
  await client.send(new UpdateDatasetCommand({ datasetArn, schemaArn: wantedArn }));
  return `${datasetArn} to get ${added.join(', ')}`;
}

/** Creates the template's schema. */
export const createSchema = (
  client: PersonalizeApi,
  { SchemaName, Schema }: Pick<DatasetProperties, 'Schema' | 'SchemaName'>,
): Promise<unknown> =>
  client.send(new CreateSchemaCommand({ name: SchemaName, domain: 'ECOMMERCE', schema: Schema }));

/** ARN of a schema in the account and region of a dataset or its group. */
export const schemaArnOf = (arn: string, name: string): string =>
  arn.replace(/:dataset(-group)?\/.*$/, `:schema/${name}`);

const asSchema = (text: string): AvroSchema => JSON.parse(text) as AvroSchema;

function refusal(datasetArn: string, { removed, refused }: SchemaChange): string {
  const what = [...removed.map((name) => `${name} would be removed`), ...refused].join('; ');
  return (
    `${datasetArn} cannot be changed in this way: ${what}. Nothing has been changed. Personalize only adds columns that ` +
    `allow null. Keep the column in the setting data, and give a changed one another name; or deploy beside this stack with ` +
    `another stage (-c stage=NAME); or destroy the stack and deploy it again.`
  );
}
