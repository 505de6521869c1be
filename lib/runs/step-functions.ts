import { Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { DataBucket } from '../shop/data-bucket';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';

/** Properties that all functions of a state machine share. */
export interface StepFunctionsProps {
  readonly dataBucket: DataBucket;
  /** Permissions of the functions. */
  readonly statements: readonly iam.PolicyStatement[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Creates the function of a step. */
export type MakeStepFunction = (step: {
  /** Name of the handler's export. */
  readonly handler: string;
  /** Folder of `lambda/`. */
  readonly kind: string;
  readonly memoryMiB: number;
  /** @default - the id for the handler */
  readonly id?: string;
}) => lambda.Function;

/** The functions of a state machine's steps, with one role and one log group. */
export function stepFunctions(
  scope: Construct,
  { dataBucket, statements, environment }: StepFunctionsProps,
): MakeStepFunction {
  const logGroup = shopLogGroup(scope, 'Logs');
  const role = functionRole(scope, 'Role', logGroup);
  role.node.addDependency(dataBucket.emptying);
  for (const statement of statements) role.addToPolicy(statement);
  return ({ handler, id = handler, ...step }) =>
    handlerFunction(scope, id, {
      ...step,
      handler,
      timeout: Duration.minutes(15),
      role,
      logGroup,
      environment: { ...environment },
    });
}
