import { Annotations, Arn, ArnFormat, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PERSONALIZE } from './personalize-trust';
import type { Settings } from './settings';

/**
 * What happens to the data when its stack is deleted. RETAIN_ON_UPDATE_OR_DELETE does not apply to a failed first deployment,
 * which leaves nothing behind.
 */
export const dataRemovalPolicy = (retainData: boolean): RemovalPolicy =>
  retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

/** Which key a {@link DataKey} is. */
export type DataKeyProps = Pick<Settings, 'kmsKeyArn' | 'createKey' | 'retainData'>;

const PERSONALIZE_ACTIONS: readonly string[] = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
  'kms:CreateGrant',
  'kms:ListGrants',
];

/**
 * The customer's own key, which encrypts the data bucket and the dataset group: one that exists, or one that
 * goes with the stack. KMS deletes it seven days later, until when the deletion can be cancelled.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-key-access.html
 */
export class DataKey extends Construct {
  /** The key that the settings ask for; `undefined` where those that AWS owns will do. */
  static ofSettings(scope: Construct, id: string, props: DataKeyProps): DataKey | undefined {
    return props.createKey || props.kmsKeyArn !== '' ? new DataKey(scope, id, props) : undefined;
  }

  readonly key: kms.IKey;
  /** Lets its holder read and write what is encrypted with the key. */
  readonly useStatement: iam.PolicyStatement;

  private constructor(scope: Construct, id: string, props: DataKeyProps) {
    super(scope, id);
    this.key = props.createKey ? this.newKey(props) : this.existingKey(props.kmsKeyArn);
    this.useStatement = new iam.PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [this.key.keyArn],
    });
  }

  /**
   * Lets Personalize use the key, by the key's policy and the role's own. AWS's guide leaves kms:CreateGrant
   * to the key's policy; the role has it too, for the policy of a key that exists cannot name a role that
   * does not exist yet.
   */
  grantPersonalize(role: iam.Role): void {
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        // The guide has no conditions here, as for the bucket: see DataBucket.
        principals: [new iam.ArnPrincipal(role.roleArn), new iam.ServicePrincipal(PERSONALIZE)],
        actions: [...PERSONALIZE_ACTIONS],
        resources: ['*'],
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({ actions: [...PERSONALIZE_ACTIONS], resources: [this.key.keyArn] }),
    );
  }

  private newKey({ retainData }: DataKeyProps): kms.Key {
    return new kms.Key(this, 'Resource', {
      description: 'Encrypts the data bucket and the dataset group of this stack',
      enableKeyRotation: true,
      // Data that stays is worth nothing without its key.
      removalPolicy: dataRemovalPolicy(retainData),
      pendingWindow: Duration.days(7),
    });
  }

  private existingKey(keyArn: string): kms.IKey {
    const { partition, account } = Arn.split(keyArn, ArnFormat.SLASH_RESOURCE_NAME);
    const needed = [
      { Principal: { Service: PERSONALIZE }, Action: PERSONALIZE_ACTIONS },
      { Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*' },
    ].map((statement) => JSON.stringify({ Effect: 'Allow', ...statement, Resource: '*' }));
    Annotations.of(this).addInfoV2(
      'ecommerce-recommenders:key-policy',
      `The policy of ${keyArn} is not this stack's to change. It must have these statements, of which KMS ` +
        `gives every key the second: ${needed.join(', ')}`,
    );
    return kms.Key.fromKeyArn(this, 'Resource', keyArn);
  }
}
