import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Need } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import type { LambdaFunction } from './lambda-function';
import type { LambdaStore } from './lambda-store';

/** Layers of a function: those that it has, and their merged content. */
export interface FunctionLayers {
  readonly versions: readonly { readonly arn: string; readonly bytes: number }[];
  /** What a function has in `/opt` on AWS; undefined without layers. */
  readonly folder: string | undefined;
}

export const NO_LAYERS: FunctionLayers = { versions: [], folder: undefined };

/** Permission to use layers. */
export const layerNeeds = (arns: readonly string[] = []): readonly Need[] =>
  arns.length === 0 ? [] : [{ action: 'lambda:GetLayerVersion', resources: arns }];

/**
 * Merges layers in their order: files of later ones replace those of earlier ones.
 *
 * @throws AwsError `InvalidParameterValueException` for a layer that is not in this account and region
 */
export function mergeLayers(arns: readonly string[], { layers, codeFolder }: LambdaStore): FunctionLayers {
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
  if (found.length === 0) return NO_LAYERS;
  const versions = found.map(({ arn, content }) => ({ arn, bytes: content.bytes }));
  if (found.length === 1) return { versions, folder: found[0].content.folder };
  const folder = path.join(
    codeFolder,
    `layers-${arns.map((arn) => arn.split(':').slice(6).join('-')).join('+')}`,
  );
  for (const { content } of found) cpSync(content.folder, folder, { recursive: true });
  return { versions, folder };
}

/** Where Lambda's runtimes look for what layers bring. @see https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
export function layerVariables({
  layers: { folder },
  runtime,
  variables = {},
}: LambdaFunction): Record<string, string> {
  if (folder === undefined) return {};
  const listed = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined).join(path.delimiter);
  const below = (...names: string[]): string => path.join(folder, ...names);
  if (runtime.startsWith('python'))
    return {
      PATH: listed(below('bin'), process.env.PATH),
      LD_LIBRARY_PATH: below('lib'),
      PYTHONPATH: listed(
        variables.PYTHONPATH,
        below('python', 'lib', runtime, 'site-packages'),
        below('python'),
      ),
    };
  const [major] = /\d+/.exec(runtime) ?? [];
  return {
    PATH: listed(below('bin'), process.env.PATH),
    LD_LIBRARY_PATH: below('lib'),
    NODE_PATH:
      variables.NODE_PATH ??
      listed(below('nodejs', `node${major}`, 'node_modules'), below('nodejs', 'node_modules')),
  };
}
