import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from './settings';

/** Tags everything below a construct as the settings say; a stage with a name is a tag of its own, to tell its bill apart. */
export function tagAsStage(scope: IConstruct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  const all = { ...(stage !== '' && { stage }), ...tags };
  for (const [key, value] of Object.entries(all)) Tags.of(scope).add(key, value);
}
