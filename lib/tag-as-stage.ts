import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from './settings';

/** What the CDK calls a stack where tags are asked for the type of what they are put on. */
const STACK_TYPE = 'aws:cdk:stack';

/**
 * Tags everything below a construct as the settings say; a stage with a name is a tag of its own, to tell its bill apart.
 *
 * The stack itself goes without: CloudFormation hands its tags on to datasets and schemas, whose tags are create-only.
 */
export function tagAsStage(scope: IConstruct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  const all = { ...(stage !== '' && { stage }), ...tags };
  for (const [key, value] of Object.entries(all))
    Tags.of(scope).add(key, value, { excludeResourceTypes: [STACK_TYPE] });
}
