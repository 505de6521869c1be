import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { keyOf, type DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';

/** A stack and its deployment target. */
export interface DeploymentTarget {
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
}

/** Time-out. It suffices for a response, and does not slow down a synth noticeably. */
const AT_MOST_MS = 2_000;

/**
 * Resources of the deployed stack; empty if there is no such stack.
 *
 * @throws Error if they cannot be listed, or if the credentials belong to another account
 */
export async function deployedResources(target: DeploymentTarget): Promise<DeployedResource[]> {
  const signal = AbortSignal.timeout(AT_MOST_MS);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new Error(`no answer within ${AT_MOST_MS / 1_000} seconds`)),
    );
  });
  const resources = await Promise.race([listResources(target, signal), late]);
  const accounts = resources.flatMap(({ id }) => /^arn:[^:]*:[^:]*:[^:]*:(\d+):/.exec(id)?.slice(1) ?? []);
  const other = accounts.find((account) => account !== target.account);
  if (other === undefined) return resources;
  throw new Error(`the credentials are of account ${other}, the deployment goes to ${target.account}`);
}

async function listResources(
  { stackName, region }: DeploymentTarget,
  abortSignal: AbortSignal,
): Promise<DeployedResource[]> {
  // Required lazily, because every command of the CDK CLI loads this file.
  const { CloudFormationClient, GetTemplateCommand, paginateListStackResources } =
    await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient({ region, maxAttempts: 1 });
  const resources: DeployedResource[] = [];
  try {
    const pages = paginateListStackResources({ client }, { StackName: stackName }, { abortSignal });
    for await (const { StackResourceSummaries = [] } of pages)
      for (const {
        LogicalResourceId = '',
        ResourceType = '',
        PhysicalResourceId = '',
        ResourceStatus,
      } of StackResourceSummaries)
        if (ResourceStatus !== 'DELETE_COMPLETE')
          resources.push({ logicalId: LogicalResourceId, type: ResourceType, id: PhysicalResourceId });
    if (resources.length > 0) {
      // Without permission to read it, the resources are still reported.
      const { TemplateBody = '{}' } = await client
        .send(new GetTemplateCommand({ StackName: stackName }), { abortSignal })
        .catch(() => ({ TemplateBody: undefined }));
      const { Resources = {} } = JSON.parse(TemplateBody) as Template;
      return resources.map((one) => ({ ...one, ...propertiesOf(one, Resources[one.logicalId]) }));
    }
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('does not exist'))) throw error;
  } finally {
    client.destroy();
  }
  return resources;
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Properties?: Readonly<Record<string, unknown>> }>>;
}

/** The properties of a resource that the template reveals. */
export function propertiesOf(
  { type }: Pick<DeployedResource, 'type'>,
  resource?: { readonly Properties?: Readonly<Record<string, unknown>> },
): Partial<DeployedResource> {
  if (resource === undefined) return {};
  const { Source, ArchiveKey, KmsKeyArn } = resource.Properties ?? {};
  if (type === DATASET_GROUP_TYPE) return { key: keyOf(KmsKeyArn) };
  if (type !== PREPARED_DATA_TYPE) return {};
  return { from: [Source, ArchiveKey].find((value) => typeof value === 'string') };
}
