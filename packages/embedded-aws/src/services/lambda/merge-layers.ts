import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Need } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import type { FunctionLayers } from './lambda-function';
import type { LambdaStore } from './lambda-store';

/** Permission to use layers. */
export const layerNeeds = (arns: readonly string[] = []): readonly Need[] =>
  arns.length === 0 ? [] : [{ action: 'lambda:GetLayerVersion', resources: arns }];

/**
 * Merges layers in order, if any: files of later ones replace those of earlier ones.
 *
 * @throws AwsError `InvalidParameterValueException` for a layer that is not in this account and region
 */
export function mergeLayers(
  arns: readonly string[] | undefined,
  { layers, codeFolder }: LambdaStore,
): FunctionLayers | undefined {
  if (arns === undefined) return undefined;
  const found = arns.map((arn) => {
    const version = layers.find(arn);
    if (version) return version;
    throw new AwsError(
      'InvalidParameterValueException',
      layers.isOwn(arn)
        ? `Layer version ${arn} does not exist.`
        : `The embedded AWS has no layers of other accounts and regions: ${arn}. Publish its content as a layer of your own.`,
    );
  });
  if (found.length === 0) return { versions: [], folder: undefined };
  const versions = found.map(({ arn, content }) => ({ arn, bytes: content.bytes }));
  if (found.length === 1) return { versions, folder: found[0].content.folder };
  const folder = path.join(
    codeFolder,
    `layers-${arns.map((arn) => arn.split(':').slice(6).join('-')).join('+')}`,
  );
  for (const { content } of found) cpSync(content.folder, folder, { recursive: true });
  return { versions, folder };
}
