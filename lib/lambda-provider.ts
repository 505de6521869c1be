import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { FRAMEWORK_WAIT_MINUTES, QUERY_INTERVAL_SECONDS } from '../domain/contracts/custom-resource-time';
import { functionLogs, functionRole, handlerFunction } from './handler-function';

/** What the functions of one kind of custom resource need. */
interface ProviderKind {
  /** Id of the provider in the stack: part of the logical ids of all its resources. */
  readonly id: string;
  /** Seconds between two looks of `isComplete`, which the handler exports beside `onEvent` where they are given. */
  readonly querySeconds?: number;
  readonly memoryMiB: number;
  readonly timeout: Duration;
}

/** For functions that make a few calls each time. */
const SMALL = { memoryMiB: 256, timeout: Duration.minutes(1) };

/**
 * Kinds of custom resource; each is a folder of `lambda/` with a `handler.ts`. What a deployment waits for one after
 * the other is looked at more often: it ends 35 seconds late at worst, two per cent of its half hour. A look is
 * one state transition, $0.025 a thousand, which is less than what recommenders cost that are ready unnoticed.
 */
const KINDS = {
  // 1,769 MiB is one whole processor. Fourteen minutes: the framework's function ends at fifteen.
  'prepare-data': { id: 'PrepareData', memoryMiB: 1769, timeout: Duration.minutes(14) },
  'prepare-data-glue': { id: 'PrepareDataGlue', querySeconds: QUERY_INTERVAL_SECONDS, ...SMALL },
  'dataset-group': { id: 'DatasetGroup', querySeconds: 10, ...SMALL },
  'dataset-import': { id: 'DatasetImport', querySeconds: 10, ...SMALL },
  recommender: { id: 'Recommender', querySeconds: QUERY_INTERVAL_SECONDS, ...SMALL },
  filter: { id: 'Filter', querySeconds: QUERY_INTERVAL_SECONDS, ...SMALL },
  'event-tracker': { id: 'EventTracker', querySeconds: QUERY_INTERVAL_SECONDS, ...SMALL },
  training: { id: 'Training', querySeconds: 15, ...SMALL },
} as const satisfies Record<string, ProviderKind>;

/** `prepare-data`, `dataset-group`, … */
export type ProviderKindName = keyof typeof KINDS;

/**
 * The functions behind all custom resources of one kind, once a stack.
 *
 * A custom resource that names the service token depends on the whole provider, roles and policies included,
 * so that a delete finds all of it.
 */
export class LambdaProvider extends Construct {
  /** The stack's provider of this kind, made on first use. */
  static getOrCreate(scope: Construct, kind: ProviderKindName): LambdaProvider {
    const stack = Stack.of(scope);
    const id = `${KINDS[kind].id}Provider`;
    return (stack.node.tryFindChild(id) as LambdaProvider | undefined) ?? new LambdaProvider(stack, id, kind);
  }

  /** ARN that a custom resource names as its service token. */
  readonly serviceToken: string;
  private readonly handlerRole: iam.Role;
  private readonly logGroup: logs.LogGroup;

  private constructor(scope: Construct, id: string, kind: ProviderKindName) {
    super(scope, id);
    const { querySeconds }: ProviderKind = KINDS[kind];

    this.logGroup = functionLogs(this, 'Logs');
    this.handlerRole = functionRole(this, 'HandlerRole', this.logGroup);
    const provider = new Provider(this, 'Framework', {
      onEventHandler: this.handler(kind, 'onEvent'),
      frameworkOnEventRole: functionRole(this, 'FrameworkOnEventRole', this.logGroup),
      logGroup: this.logGroup,
      ...(querySeconds !== undefined && {
        isCompleteHandler: this.handler(kind, 'isComplete'),
        frameworkCompleteAndTimeoutRole: functionRole(this, 'FrameworkWaiterRole', this.logGroup),
        queryInterval: Duration.seconds(querySeconds),
        totalTimeout: Duration.minutes(FRAMEWORK_WAIT_MINUTES),
      }),
    });
    this.serviceToken = provider.serviceToken;
  }

  /** Lets the handler do more; each custom resource asks for what it needs itself. */
  allow(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) this.handlerRole.addToPolicy(statement);
  }

  private handler(kind: ProviderKindName, handler: 'onEvent' | 'isComplete'): lambda.Function {
    const { memoryMiB, timeout } = KINDS[kind];
    const { handlerRole: role, logGroup } = this;
    return handlerFunction(this, handler, { kind, handler, memoryMiB, timeout, role, logGroup });
  }
}

/** Lets a handler see whether its stack still goes forward, before it makes what a rollback would not find. */
export const ownStackStatement = (scope: Construct): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: ['cloudformation:DescribeStacks'],
    resources: [Stack.of(scope).stackId],
  });
