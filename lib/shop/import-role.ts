import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DataBucket } from './data-bucket';
import type { DataKey } from './data-key';
import { passStatement, personalizePrincipal } from './personalize-trust';

/** Bucket and key of an {@link ImportRole}. */
export interface ImportRoleProps {
  readonly dataBucket: DataBucket;
  /** @default - none: Personalize needs no permission for keys that AWS owns */
  readonly dataKey?: DataKey;
}

/**
 * The role with which Personalize reads the prepared files and uses the customer managed key.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-s3-access.html
 */
export class ImportRole extends Construct {
  readonly roleArn: string;
  /** Allows passing the role to Personalize, and to no other service. */
  readonly passStatement: iam.PolicyStatement;

  constructor(scope: Construct, id: string, props: ImportRoleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Resource', {
      description: 'Amazon Personalize reads the prepared files',
      assumedBy: personalizePrincipal(),
    });
    props.dataBucket.grantRead(role);
    props.dataKey?.grantPersonalize(role);
    this.roleArn = role.roleArn;
    this.passStatement = passStatement(role);
  }
}
