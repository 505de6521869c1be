import type { LambdaFunction } from './lambda-function';
import type { LaunchOptions } from './worker/worker';

/** Launch options of a function's process. */
export const launchOptions = ({ memoryMb, variables = {}, code }: LambdaFunction): LaunchOptions => ({
  memoryMb,
  clients: code.clients,
  nodeVariables: Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith('NODE_'))),
});

/** Launch options of the CDK provider framework's functions, the same for all custom resources. */
export const PROVIDER_FRAMEWORK: LaunchOptions = {
  memoryMb: 128,
  clients: ['@aws-sdk/client-lambda', '@aws-sdk/client-sfn'],
  nodeVariables: {},
};

/** Its function that handles errors and timeouts. */
export const PROVIDER_FRAMEWORK_TIMEOUT = 'framework.onTimeout';
