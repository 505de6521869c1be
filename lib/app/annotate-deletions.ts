import { Annotations, CfnResource, type Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import path from 'node:path';
import {
  deletions,
  deletionWarning,
  keyProblem,
  plannedResource,
  replacedData,
  type DeployedResource,
} from '@ecommerce-recommenders/shop-data/contracts/deletions';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { SETTINGS, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';

/**
 * Warns at synth about resources that the deployment will delete, if they are expensive to recreate or in use by
 * others. Reports a failed look-up of the deployed stack. Rejects a changed key, which Personalize would reject only
 * in the middle of the deployment.
 *
 * @param deployed resources of the deployed stack; empty if there is none yet
 */
export async function annotateDeletions(
  stack: Stack,
  settings: Pick<Settings, 'useCases' | 'serving' | 'source' | 'archive'>,
  deployed: Promise<readonly DeployedResource[]>,
): Promise<void> {
  const annotations = Annotations.of(stack);
  const found = await deployed.catch((error: Error) => {
    annotations.addInfoV2(
      'ecommerce-recommenders:deletions',
      `Could not look up whether this deployment deletes what is expensive to recreate or what others use (${error.message}); ` +
        `npx cdk diff shows it.`,
    );
    return [];
  });
  const planned = stack.node
    .findAll()
    .filter((construct) => CfnResource.isCfnResource(construct))
    .map((resource) =>
      plannedResource(
        stack.getLogicalId(resource),
        resource.cfnResourceType,
        stack.resolve(resource['cfnProperties']) as Record<string, unknown>,
      ),
    );
  const problem = keyProblem(found, planned);
  if (problem !== undefined) annotations.addError(problem);
  const { useCases, source, archive } = settings;
  const isSample = path.resolve(archive) === path.resolve(__dirname, '../..', SETTINGS.archive.default);
  for (const deletion of [
    ...deletions(found, planned, useCases, servedBy('lists', settings)),
    ...replacedData(found, { source, archive, archiveKey: archiveKeyIn(stack), isSample }),
  ])
    annotations.addWarningV2(`ecommerce-recommenders:deletes-${deletion.what}`, deletionWarning(deletion));
}

/** Key of the shop's archive in the stack's assets. */
const archiveKeyIn = (stack: Stack): string | undefined =>
  stack.node
    .findAll()
    .filter((construct) => construct instanceof Asset)
    .find(({ node }) => node.id === 'Archive')?.s3ObjectKey;
