import {
  Annotations,
  Duration,
  RemovalPolicy,
  Stack,
  Token,
  type CfnResource,
  type Resource,
} from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PERSONALIZE } from './personalize-trust';
import type { ShopSettings } from './shop-settings';
import { allow } from './allow';

/** Retains a resource that holds data, or deletes it with its stack. A failed first deployment always deletes it. */
export function applyDataRemovalPolicy(resource: Resource, retainData: boolean): void {
  resource.applyRemovalPolicy(retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY);
  if (retainData) sayRetained(resource.node.defaultChild as CfnResource);
}

/**
 * Records in a resource's metadata that it is retained, because CloudFormation updates a deletion policy only
 * together with another change.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-get-template.html
 */
export const sayRetained = (resource: CfnResource): void =>
  resource.addMetadata('ecommerce-recommenders:retained', true);

/** Whether a {@link DataKey} is an existing key or a new one. */
export type DataKeyProps = Pick<ShopSettings, 'encryptionKey' | 'createKey' | 'retainData'>;

const PERSONALIZE_ACTIONS: readonly string[] = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
  'kms:CreateGrant',
  'kms:ListGrants',
];

/**
 * The customer managed key of the data bucket and the dataset group: an existing one, or one that is created and
 * deleted with the stack. KMS deletes it seven days later, and the deletion can be cancelled until then.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-key-access.html
 */
export class DataKey extends Construct {
  readonly key: kms.IKey;
  /** Allows encrypting and decrypting with the key. */
  readonly useStatement: iam.PolicyStatement;

  constructor(scope: Construct, id: string, props: DataKeyProps) {
    super(scope, id);
    this.key = props.encryptionKey ?? this.newKey(props);
    this.useStatement = allow(['kms:Decrypt', 'kms:GenerateDataKey'], this.key.keyArn);
  }

  /**
   * Lets Personalize use the key, in the key's policy and in the role's own. AWS's guide grants kms:CreateGrant only in the key's
   * policy. The role gets it, too, because the policy of an existing key cannot name a role that does not exist yet.
   */
  grantPersonalize(role: iam.Role): void {
    // Another stack's key cannot name this role: the stacks would depend on each other. KMS's default statement admits it.
    const isOfStack = Stack.of(this.key) === Stack.of(this);
    const { statementAdded } = this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        // No conditions, as in the guide: see DataBucket.
        principals: [
          ...(isOfStack ? [new iam.ArnPrincipal(role.roleArn)] : []),
          new iam.ServicePrincipal(PERSONALIZE),
        ],
        actions: [...PERSONALIZE_ACTIONS],
        resources: ['*'],
      }),
    );
    if (!statementAdded) this.sayWhatPolicyNeeds();
    role.addToPolicy(allow([...PERSONALIZE_ACTIONS], this.key.keyArn));
  }

  private newKey({ retainData }: DataKeyProps): kms.Key {
    const key = new kms.Key(this, 'Resource', {
      description: 'Encrypts the data bucket and the dataset group of this stack',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
    });
    // Retained data is unreadable without its key.
    applyDataRemovalPolicy(key, retainData);
    return key;
  }

  private sayWhatPolicyNeeds(): void {
    const { keyArn, env } = this.key;
    const partition = Token.isUnresolved(keyArn) ? undefined : keyArn.split(':')[1];
    const account = Token.isUnresolved(env.account) ? 'ACCOUNT' : env.account;
    const needed = [
      { Principal: { Service: PERSONALIZE }, Action: PERSONALIZE_ACTIONS },
      { Principal: { AWS: `arn:${partition ?? 'aws'}:iam::${account}:root` }, Action: 'kms:*' },
    ].map((statement) => JSON.stringify({ Effect: 'Allow', ...statement, Resource: '*' }));
    Annotations.of(this).addInfoV2(
      'ecommerce-recommenders:key-policy',
      `The policy of ${partition ? keyArn : this.key.node.path} is not this stack's to change. It must have these ` +
        `statements, of which KMS gives every key the second: ${needed.join(', ')}`,
    );
  }
}
