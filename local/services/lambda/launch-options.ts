import type { LambdaFunction } from './lambda-function';
import type { LaunchOptions } from './worker/worker';

/** What a function's process is started with. */
export const launchOptions = ({ memoryMb, variables = {}, code }: LambdaFunction): LaunchOptions => ({
  memoryMb,
  clients: code.clients,
  nodeVariables: Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith('NODE_'))),
});
