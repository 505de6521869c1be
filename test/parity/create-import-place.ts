import { Template } from 'aws-cdk-lib/assertions';
import {
  type ImportPlaceName,
  importPlaceStack,
} from '@ecommerce-recommenders/tools/parity/parity-variables';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { dependenciesOf, resourcesOf } from '../lib/support/resources';
import { synthesise } from '../lib/support/synthesise';
import { PREFIX, type ParityAws } from './parity-aws';

/** A bucket with files, and the role with which Personalize reads them. */
export interface ImportPlace {
  readonly bucket: string;
  readonly roleArn: string;
  /** `s3://bucket/dataset/file` */
  readonly location: (file: string) => string;
}

/** Creates both exactly as the shop's own stack does, with its policies and, if the place is encrypted, its key. */
export async function createImportPlace(
  aws: ParityAws,
  place: ImportPlaceName,
  files: Readonly<Record<string, string>>,
): Promise<ImportPlace> {
  const StackName = importPlaceStack(PREFIX, place);
  await aws.cloudFormation.createStack({
    StackName,
    TemplateBody: JSON.stringify(importPlaceTemplate(StackName, place === 'keyed')),
    Capabilities: ['CAPABILITY_IAM'],
  });
  const status = async (): Promise<string | undefined> =>
    (await aws.cloudFormation.describeStacks({ StackName })).Stacks?.[0]?.StackStatus;
  expect([StackName, await aws.settled(status)]).toEqual([StackName, 'CREATE_COMPLETE']);

  const { StackResources = [] } = await aws.cloudFormation.describeStackResources({ StackName });
  const idOf = (start: string, type: string): string =>
    StackResources.find(
      ({ LogicalResourceId, ResourceType }) => LogicalResourceId?.startsWith(start) && ResourceType === type,
    )!.PhysicalResourceId!;
  const bucket = idOf('DataBucket', 'AWS::S3::Bucket');
  for (const [file, Body] of Object.entries(files))
    await aws.s3.putObject({ Bucket: bucket, Key: `${DATASET_PREFIX}${file}`, Body });
  return {
    bucket,
    roleArn: `arn:aws:iam::${aws.account}:role/${idOf('DataImportRole', 'AWS::IAM::Role')}`,
    location: (file) => `s3://${bucket}/${DATASET_PREFIX}${file}`,
  };
}

/** What an import needs of the shop's stack: the bucket and its policy, the import role and its policies, the key. */
function importPlaceTemplate(stackName: string, createKey: boolean): object {
  const all = resourcesOf(synthesise({ stackName, context: { createKey } }).template);
  // No import needs the check of the key, a custom resource that bucket and policy wait for.
  const Resources = Object.fromEntries(
    Object.entries(all).map(([id, one]) => [
      id,
      one.Type.startsWith('AWS::S3::') ? { ...one, DependsOn: undefined } : one,
    ]),
  );
  const template = Template.fromJSON({ Resources });
  const wanted = Object.keys(all).filter(
    (id) => id.startsWith('DataImportRole') || all[id].Type === 'AWS::S3::BucketPolicy',
  );
  const ids = new Set(wanted.flatMap((id) => [id, ...dependenciesOf(template, id)]));
  return { Resources: Object.fromEntries([...ids].map((id) => [id, Resources[id]])) };
}
