import type { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { handlerCode } from './handler-code';
import { interfaceStatements, networkOf } from './network';

/** Execution role that can write to this log group only (Lambda's managed policies allow any), and use the network. */
export function functionRole(scope: Construct, id: string, logGroup: LogGroup): iam.Role {
  const role = new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  for (const statement of interfaceStatements(scope)) role.addToPolicy(statement);
  return role;
}

/** The runtime is given by name, because the oldest supported CDK has no constant for it. */
const RUNTIME = new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS, { supportsInlineCode: true });

/** Handler and configuration of a function of `lambda/`. */
export interface HandlerFunctionProps {
  /** Folder of `lambda/`. */
  readonly kind: string;
  /** Name of the export in its `handler.ts`. */
  readonly handler: string;
  readonly memoryMiB: number;
  readonly timeout: Duration;
  readonly role: iam.IRole;
  readonly logGroup: ILogGroup;
  /** @default - no reservation */
  readonly reservedConcurrentExecutions?: number;
  /** @default - none */
  readonly environment?: Record<string, string>;
}

/** A function of `lambda/`. */
export function handlerFunction(
  scope: Construct,
  id: string,
  { kind, handler, memoryMiB, ...props }: HandlerFunctionProps,
): lambda.Function {
  return new lambda.Function(scope, id, {
    ...props,
    ...networkOf(scope),
    description: `${kind}: ${handler}`,
    code: handlerCode(scope, kind),
    handler: `handler.${handler}`,
    runtime: RUNTIME,
    architecture: lambda.Architecture.ARM_64,
    memorySize: memoryMiB,
  });
}
