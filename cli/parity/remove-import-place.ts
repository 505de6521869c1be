import {
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ParityClients } from './parity-clients';
import { polled, type Waiting } from './polled';

/** Removes a place that tests imported from, with its files; returns what could not be, with the reason. */
export async function removeImportPlace(
  { s3, cloudFormation }: Pick<ParityClients, 's3' | 'cloudFormation'>,
  StackName: string,
  waiting: Waiting,
): Promise<string[]> {
  const empty = async (): Promise<void> => {
    const { StackResources = [] } = await cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName }),
    );
    const buckets = StackResources.filter(
      ({ ResourceType, ResourceStatus }) =>
        ResourceType === 'AWS::S3::Bucket' && ResourceStatus !== 'DELETE_COMPLETE',
    );
    for (const { PhysicalResourceId: Bucket } of buckets) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  };
  const status = async (): Promise<string> => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0]?.StackStatus ?? '';
  };
  try {
    await empty();
    await cloudFormation.send(new DeleteStackCommand({ StackName }));
    await polled(async () => !(await status()).endsWith('_IN_PROGRESS'), waiting);
    return [`the stack ${StackName}: ${await status()}`];
  } catch (error) {
    const { message } = error as Error;
    return message.includes('does not exist') ? [] : [`the stack ${StackName}: ${message}`];
  }
}
