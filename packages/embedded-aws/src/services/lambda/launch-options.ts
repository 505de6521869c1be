import type { LambdaFunction } from './lambda-function';
import { layerVariables } from './layer-variables';
import type { LaunchOptions } from './worker/worker';

/** Launch options of a function's process. */
export const launchOptions = (fn: LambdaFunction): LaunchOptions => ({
  language: fn.runtime.startsWith('python') ? 'python' : 'nodejs',
  memoryMb: fn.memoryMb,
  clients: fn.code.clients,
  nodeVariables: Object.fromEntries(
    Object.entries({ ...fn.variables, ...layerVariables(fn) }).filter(([name]) =>
      /^(NODE_|PYTHON)/.test(name),
    ),
  ),
});

/** Launch options of the CDK provider framework's functions, the same for all custom resources. */
export const PROVIDER_FRAMEWORK: LaunchOptions = {
  language: 'nodejs',
  memoryMb: 128,
  clients: ['@aws-sdk/client-lambda', '@aws-sdk/client-sfn'],
  nodeVariables: {},
};

/** Its function that handles errors and timeouts. */
export const PROVIDER_FRAMEWORK_TIMEOUT = 'framework.onTimeout';
