import path from 'node:path';
import type { LambdaFunction } from './lambda-function';

/**
 * Variables by which runtimes find the content of layers.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
 */
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
