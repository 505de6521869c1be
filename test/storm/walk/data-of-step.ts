import { paginateListDatasets } from '@aws-sdk/client-personalize';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { dataFiles } from '@ecommerce-recommenders/tools/rehearse/data-files';
import { schemaChange } from '../../../lambda/shop/dataset/schema-change';
import type { ShopAccount } from '../shop-account';
import { expectSame, type Check, type DeployedStep } from './step';
import { settingsOf } from './walk';

/** A dataset that lost its table stays until the end of the stack. */
async function datasets({ account, outputs, settings, attempted }: DeployedStep): Promise<void> {
  const { DatasetGroupArn: datasetGroupArn } = outputs;
  const ofStep = datasetsOf(settings.data);
  const known = new Set(attempted.flatMap(({ given }) => Object.keys(datasetsOf(settingsOf(given).data))));
  const found = new Set<string>();
  for await (const { datasets: page = [] } of paginateListDatasets(
    { client: account.personalize },
    { datasetGroupArn },
  ))
    for (const { datasetArn, datasetType = '' } of page) {
      found.add(datasetType);
      const expected = ofStep[datasetType as DatasetType]?.schema;
      if (expected === undefined) {
        if (!known.has(datasetType))
          throw new Error(`There is a dataset ${datasetType} that nothing asked for`);
        continue;
      }
      const { dataset } = await account.personalize.describeDataset({ datasetArn });
      const { schema } = await account.personalize.describeSchema({ schemaArn: dataset?.schemaArn });
      const { fields } = JSON.parse(schema?.schema ?? '') as AvroSchema;
      const { added, removed, refused } = schemaChange(expected, { ...expected, fields });
      // A rollback cannot remove the columns that the failed step has added.
      const ever = new Set(
        attempted.flatMap(({ given }) =>
          columnsOf(datasetsOf(settingsOf(given).data)[datasetType as DatasetType]),
        ),
      );
      const strange = [...added.filter((name) => !ever.has(name)), ...removed];
      if (strange.length > 0 || refused.some((one) => !one.includes(' is new ')))
        throw new Error(`The schema of ${datasetType} differs in ${[...strange, ...refused].join(', ')}`);
    }
  for (const type of Object.keys(ofStep))
    if (!found.has(type)) throw new Error(`There is no dataset ${type}`);
}

const columnsOf = (source: DatasetSource | undefined): string[] =>
  source?.schema.fields.map(({ name }) => name) ?? [];

const USERS = 30;
const INTERACTIONS = 2_400;
/** One interaction a user at most: how many are held out is rounded. */
const ROUNDING = USERS;

/** The files of each dataset's latest import. */
async function rows(step: DeployedStep): Promise<void> {
  const { account, settings, stock } = step;
  const { given } = step.rows;
  const imported = await latestImports(account);
  for (const type of DATASET_TYPES) {
    const source = datasetsOf(settings.data)[type];
    if (source === undefined) continue;
    const location = imported.get(type);
    if (location === undefined) throw new Error(`No import of ${type} is ACTIVE`);
    // A bucket that has moved has the same files under the same keys, and nothing is imported anew.
    const [, key] = /^s3:\/\/[^/]+\/(.*)$/.exec(location)!;
    const lines = await linesOf(step, key);
    if (type === 'INTERACTIONS') {
      const trained = INTERACTIONS * (1 - settingsOf(given).holdout);
      if (Math.abs(lines.length - trained) > ROUNDING)
        throw new Error(`${lines.length} interactions are imported, and the step has ${trained}`);
    } else expectSame(`Rows of ${type}`, lines.length, type === 'USERS' ? USERS : stock.items);
    const price = source.columns.findIndex(({ name }) => name === 'PRICE');
    if (price >= 0)
      expectSame('Prices', [...new Set(lines.map((line) => Number(line.split(',')[price])))], [stock.price]);
  }
}

async function latestImports({ personalize }: ShopAccount): Promise<Map<string, string>> {
  const { datasetImportJobs = [] } = await personalize.listDatasetImportJobs({ maxResults: 100 });
  const latest = new Map<string, { readonly at: number; readonly location: string }>();
  for (const { datasetImportJobArn, status } of datasetImportJobs) {
    if (status !== 'ACTIVE') continue;
    const { datasetImportJob: job } = await personalize.describeDatasetImportJob({ datasetImportJobArn });
    const type = job!.datasetArn!.split('/').at(-1)!;
    const at = Number(job!.creationDateTime);
    if (at >= (latest.get(type)?.at ?? 0)) latest.set(type, { at, location: job!.dataSource!.dataLocation! });
  }
  return new Map([...latest].map(([type, { location }]) => [type, location]));
}

async function linesOf({ account, outputs }: DeployedStep, prefix: string): Promise<string[]> {
  const { keys, read } = dataFiles(account.s3, async () => outputs.DataBucketName);
  const lines: string[] = [];
  for (const key of await keys(prefix)) lines.push(...(await read(key)).split('\n').slice(1, -1));
  return lines;
}

/** Whether the datasets have the schemas and rows of the step. */
export const DATA: readonly Check[] = [datasets, rows];
