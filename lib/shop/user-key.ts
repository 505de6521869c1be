import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { applyDataRemovalPolicy } from './data-key';
import type { ShopSettings } from './shop-settings';
import { allow } from './allow';

/**
 * The HMAC key of the hashes that replace personal user ids. It never leaves KMS, so neither the template nor the
 * functions' environment contains it. A new stack has a new key, and therefore other hashes.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export class UserKey extends Construct {
  readonly key: kms.Key;
  /** Allows computing the MAC from which the key of the hashes is made. */
  readonly useStatement: iam.PolicyStatement;

  constructor(scope: Construct, id: string, { retainData }: Pick<ShopSettings, 'retainData'>) {
    super(scope, id);
    this.key = new kms.Key(this, 'Resource', {
      description: 'Hashes the ids of users of this stack',
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      pendingWindow: Duration.days(7),
    });
    applyDataRemovalPolicy(this.key, retainData);
    this.useStatement = allow(['kms:GenerateMac'], this.key.keyArn);
  }
}
