import { Annotations, CfnResource, type Stack } from 'aws-cdk-lib';
import { deletions, type DeployedResource } from '../domain/deletions';
import type { Settings } from './settings';

/**
 * Warns at synth of what the deployment is about to delete though it is dear to get back; where that could not be looked
 * up, says so.
 *
 * @param deployed resources of the stack as it is deployed; none where there is none yet
 */
export async function annotateDeletions(
  stack: Stack,
  { useCases }: Pick<Settings, 'useCases'>,
  deployed: Promise<readonly DeployedResource[]>,
): Promise<void> {
  const annotations = Annotations.of(stack);
  const found = await deployed.catch((error: Error) => {
    annotations.addInfoV2(
      'ecommerce-recommenders:deletions',
      `Whether this deployment deletes a recommender or an event tracker was not looked up (${error.message}); ` +
        `npx cdk diff shows it.`,
    );
    return [];
  });
  const planned = new Set(
    stack.node
      .findAll()
      .filter((construct) => CfnResource.isCfnResource(construct))
      .map((resource) => stack.getLogicalId(resource)),
  );
  for (const { what, text } of deletions(found, planned, useCases))
    annotations.addWarningV2(`ecommerce-recommenders:deletes-${what}`, text);
}
