import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { FRAMEWORK_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import { functionRole, handlerFunction } from './handler-function';
import { shopLogGroup } from './log-groups';
import { networkOf } from './network';
import { belongTo, shopOf, type NamedShop } from '../shop-of';
import { invalid } from '../validation-error';
import { allow } from '../allow';

/** One kind of custom resource, and the configuration of its functions. */
export interface ProviderKind {
  /** Folder of `lambda/` with its `handler.ts`. */
  readonly kind: string;
  /** Construct id of the provider, without its end `Provider`; part of the logical ids of all its resources. */
  readonly id: string;
  /**
   * Polling interval of `isComplete` in seconds. Resources on the critical path of a deployment are polled more often: at worst
   * the deployment ends 35 seconds late, two per cent of its half hour. A poll is one state transition, $0.025 a thousand, less
   * than what idle ACTIVE recommenders cost meanwhile.
   *
   * @default - none: the handler exports `onEvent` only
   */
  readonly querySeconds?: number;
  /** @default 256, for a few API calls */
  readonly memoryMiB?: number;
  /** @default Duration.minutes(1) */
  readonly timeout?: Duration;
}

/**
 * The provider of all custom resources of one kind in a shop. Each shop has its own functions, with permissions for its names only.
 *
 * A custom resource that uses the service token depends on the whole provider, roles and policies included, so that
 * they still exist when it is deleted.
 */
export class LambdaProvider extends Construct {
  /**
   * The provider of this kind for the shop of a construct, created on first use: in the stack for the shop that has the stack's name, in
   * the shop for any other.
   *
   * @throws ValidationError where the host has a construct of the provider's id
   */
  static getOrCreate(scope: Construct, kind: ProviderKind): LambdaProvider {
    const shop = shopOf(scope);
    const stack = Stack.of(scope);
    const owner = shop.name === stack.stackName ? stack : shop;
    const id = `${kind.id}Provider`;
    const found = owner.node.tryFindChild(id);
    if (found instanceof LambdaProvider) return found;
    if (found === undefined) return new LambdaProvider(owner, id, shop, kind);
    throw invalid(
      scope,
      'IdOfProvider',
      `${found.node.path} has the id of the provider that ${scope.node.path} needs in ${owner.node.path}. Give it ` +
        `another id, or put the shop into another stack.`,
    );
  }

  /** Service token for custom resources. */
  readonly serviceToken: string;
  /** Execution role of the handlers. */
  readonly handlerRole: iam.Role;
  private readonly logGroup: logs.LogGroup;

  private constructor(scope: Construct, id: string, shop: NamedShop, kind: ProviderKind) {
    super(scope, id);
    belongTo(shop, this);
    const { querySeconds } = kind;
    this.logGroup = shopLogGroup(this, 'Logs');
    this.handlerRole = functionRole(this, 'HandlerRole', this.logGroup);
    const provider = new Provider(this, 'Framework', {
      onEventHandler: this.handler(kind, 'onEvent'),
      frameworkOnEventRole: functionRole(this, 'FrameworkOnEventRole', this.logGroup),
      logGroup: this.logGroup,
      ...networkOf(this),
      ...(querySeconds !== undefined && {
        isCompleteHandler: this.handler(kind, 'isComplete'),
        frameworkCompleteAndTimeoutRole: functionRole(this, 'FrameworkWaiterRole', this.logGroup),
        queryInterval: Duration.seconds(querySeconds),
        totalTimeout: Duration.minutes(FRAMEWORK_WAIT_MINUTES),
      }),
    });
    this.serviceToken = provider.serviceToken;
  }

  /**
   * Adds permissions to the handler; each custom resource adds those that it needs, and what the deletion of any resource of the
   * kind needs: CloudFormation shrinks the policy of what stays before it deletes what goes.
   */
  allow(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) this.handlerRole.addToPolicy(statement);
  }

  private handler(
    { kind, memoryMiB = 256, timeout = Duration.minutes(1) }: ProviderKind,
    handler: 'onEvent' | 'isComplete',
  ): lambda.Function {
    const { handlerRole: role, logGroup } = this;
    return handlerFunction(this, handler, { kind, handler, memoryMiB, timeout, role, logGroup });
  }
}

/**
 * Allows a handler to check its stack: whether it is rolling back, before the handler creates a resource that the rollback would miss,
 * and who else has a resource, before the handler deletes it.
 */
export const ownStackStatement = (scope: Construct): iam.PolicyStatement =>
  allow(
    [
      'cloudformation:DescribeStacks',
      'cloudformation:ListStackResources',
      'cloudformation:DescribeStackEvents',
    ],
    Stack.of(scope).stackId,
  );
