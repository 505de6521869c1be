import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
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

/** Handler and configuration of a provider's functions. */
export interface ProviderKind {
  /** Folder of `lambda/` with the `handler.ts`. */
  readonly kind: string;
  /** Construct id of the provider, without the suffix `Provider`. It is part of the logical ids of all its resources. */
  readonly id: string;
  /**
   * Polling interval of `isComplete` in seconds.
   *
   * @default - none: the handler exports only `onEvent`
   */
  readonly querySeconds?: number;
  /** @default 256, for a few API calls */
  readonly memoryMiB?: number;
  /** @default Duration.minutes(3) for `onEvent`, which may wait for a new permission; Duration.minutes(1) for `isComplete` */
  readonly timeout?: Duration;
}

/** `onEvent` may have to wait until a new permission is in effect. */
const TIMEOUTS = { onEvent: Duration.minutes(3), isComplete: Duration.minutes(1) };

/** A custom resource of a provider. */
export interface HandledResource {
  readonly resourceType: string;
  readonly properties: object;
  /**
   * Permissions of the handler for this resource. They include what the deletion of any resource of its type needs,
   * because CloudFormation shrinks policies before it deletes resources that are no longer in the template.
   */
  readonly statements: readonly iam.PolicyStatement[];
  /**
   * Construct id of the managed policy for the statements. The resource depends on the policy, so it is deleted
   * before the policy.
   *
   * @default - the statements are in the role's inline policy
   */
  readonly policy?: string;
}

/**
 * The functions behind custom resources. Each shop has its own, whose permissions cover only the shop's names.
 *
 * A custom resource that uses the service token depends on the whole provider, including roles and inline policies,
 * so that they still exist when it is deleted.
 */
export class LambdaProvider extends Construct {
  /**
   * Returns the provider for the shop of a construct, and creates it on first use. It is in the stack if the shop has
   * the stack's name, otherwise in the shop.
   *
   * @throws ValidationError if the host already has a construct with the provider's id
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

  private readonly serviceToken: string;
  /** Execution role of the handlers. */
  readonly handlerRole: iam.Role;
  private readonly logGroup: logs.LogGroup;

  private constructor(scope: Construct, id: string, shop: NamedShop, kind: ProviderKind) {
    super(scope, id);
    belongTo(shop, this);
    const { querySeconds } = kind;
    this.logGroup = shopLogGroup(this, 'Logs');
    this.handlerRole = functionRole(this, 'HandlerRole', this.logGroup);
    this.allow([ownStackStatement(this)]);
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

  /** Creates a custom resource that this provider handles. */
  resource(
    scope: Construct,
    id: string,
    { resourceType, properties, statements, policy }: HandledResource,
  ): CustomResource {
    const { serviceToken } = this;
    const resource = new CustomResource(scope, id, { resourceType, serviceToken, properties });
    this.allow(statements, policy);
    if (policy !== undefined) resource.node.addDependency(this.managedPolicy(policy));
    return resource;
  }

  /** Adds permissions to a policy of the handler, as described in {@link HandledResource}. */
  private allow(statements: readonly iam.PolicyStatement[], policy?: string): void {
    if (policy !== undefined) this.managedPolicy(policy).addStatements(...statements);
    else for (const statement of statements) this.handlerRole.addToPolicy(statement);
  }

  /** The policy is managed, because all inline policies of a role share 10,240 characters. */
  private managedPolicy(id: string): iam.ManagedPolicy {
    const found = this.node.tryFindChild(id) as iam.ManagedPolicy | undefined;
    return (
      found ??
      new iam.ManagedPolicy(this, id, {
        roles: [this.handlerRole],
        // Several resources need the same statements; minimize merges them even without the feature flag.
        document: new iam.PolicyDocument({ minimize: true }),
      })
    );
  }

  private handler(
    { kind, memoryMiB = 256, timeout }: ProviderKind,
    handler: keyof typeof TIMEOUTS,
  ): lambda.Function {
    const { handlerRole: role, logGroup } = this;
    return handlerFunction(this, handler, {
      ...{ kind, handler, memoryMiB, role, logGroup },
      timeout: timeout ?? TIMEOUTS[handler],
    });
  }
}

/**
 * Allows a handler to check its stack: whether it is rolling back, because the rollback would miss a resource created
 * then; and whether another resource uses something, before the handler deletes it.
 */
const ownStackStatement = (scope: Construct): iam.PolicyStatement =>
  allow(
    [
      'cloudformation:DescribeStacks',
      'cloudformation:ListStackResources',
      'cloudformation:DescribeStackEvents',
    ],
    Stack.of(scope).stackId,
  );
