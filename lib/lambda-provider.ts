import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { FRAMEWORK_WAIT_MINUTES, QUERY_INTERVAL_SECONDS } from '../domain/contracts/custom-resource-time';
import { handlerCode } from './handler-code';

/** What the functions of one kind of custom resource need. */
interface ProviderKind {
  /** Id of the provider in the stack: part of the logical ids of all its resources. */
  readonly id: string;
  /** Whether the handler exports `isComplete` beside `onEvent`. */
  readonly waits: boolean;
  readonly memoryMiB: number;
  readonly timeout: Duration;
}

/** Kinds of custom resource; each is a folder of `lambda/` with a `handler.ts`. */
const KINDS = {
  // 1,769 MiB is one whole processor. Fourteen minutes: the framework's function ends at fifteen.
  'prepare-data': { id: 'PrepareData', waits: false, memoryMiB: 1769, timeout: Duration.minutes(14) },
  'dataset-group': { id: 'DatasetGroup', waits: true, memoryMiB: 256, timeout: Duration.minutes(1) },
  'dataset-import': { id: 'DatasetImport', waits: true, memoryMiB: 256, timeout: Duration.minutes(1) },
  recommender: { id: 'Recommender', waits: true, memoryMiB: 256, timeout: Duration.minutes(1) },
  training: { id: 'Training', waits: true, memoryMiB: 256, timeout: Duration.minutes(1) },
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
    const { waits } = KINDS[kind];

    // Declared, since a group that Lambda makes on first use outlives the stack and keeps its logs for ever.
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.handlerRole = this.functionRole('HandlerRole');
    const provider = new Provider(this, 'Framework', {
      onEventHandler: this.handler(kind, 'onEvent'),
      frameworkOnEventRole: this.functionRole('FrameworkOnEventRole'),
      logGroup: this.logGroup,
      ...(waits && {
        isCompleteHandler: this.handler(kind, 'isComplete'),
        frameworkCompleteAndTimeoutRole: this.functionRole('FrameworkWaiterRole'),
        queryInterval: Duration.seconds(QUERY_INTERVAL_SECONDS),
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
    return new lambda.Function(this, handler, {
      description: `${kind}: ${handler}`,
      code: handlerCode(this, kind),
      handler: `handler.${handler}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: memoryMiB,
      timeout,
      role: this.handlerRole,
      logGroup: this.logGroup,
    });
  }

  /** A role that may write to the log group and nothing else; Lambda's managed policy would allow any group. */
  private functionRole(id: string): iam.Role {
    const role = new iam.Role(this, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    return role;
  }
}
