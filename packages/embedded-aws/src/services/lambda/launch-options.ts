import type { LambdaFunction } from './lambda-function';
import type { LaunchOptions } from './worker/worker';

/** What a function's process is started with. */
export const launchOptions = ({ memoryMb, variables = {}, code }: LambdaFunction): LaunchOptions => ({
  memoryMb,
  clients: code.clients,
  nodeVariables: Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith('NODE_'))),
});

/** What the functions of the CDK's provider framework are started with, whoever's custom resources they serve. */
export const PROVIDER_FRAMEWORK: LaunchOptions = {
  memoryMb: 128,
  clients: ['@aws-sdk/client-lambda', '@aws-sdk/client-sfn'],
  nodeVariables: {},
};

/** The one of them that hears of errors and time-outs. */
export const PROVIDER_FRAMEWORK_TIMEOUT = 'framework.onTimeout';
