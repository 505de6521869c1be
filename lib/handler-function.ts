import type { Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { handlerCode } from './handler-code';

/** Which function of `lambda/`, and what it runs with. */
export interface HandlerFunctionProps {
  /** Folder of `lambda/`. */
  readonly kind: string;
  /** What its `handler.ts` exports. */
  readonly handler: string;
  readonly memoryMiB: number;
  readonly timeout: Duration;
  readonly role: iam.IRole;
  readonly logGroup: logs.ILogGroup;
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
    description: `${kind}: ${handler}`,
    code: handlerCode(scope, kind),
    handler: `handler.${handler}`,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    memorySize: memoryMiB,
  });
}
