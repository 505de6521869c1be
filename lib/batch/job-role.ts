import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  folderPrefix,
  type BatchFolder,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { DataBucket } from '../shop/data-bucket';
import { passStatement, personalizePrincipal } from '../shop/personalize-trust';

/** Bucket and folder of a {@link JobRole}. */
export interface JobRoleProps {
  readonly dataBucket: DataBucket;
  readonly folder: BatchFolder;
}

/** The role with which Personalize reads the input and writes the output of batch jobs, within one folder of the data bucket. */
export class JobRole extends Construct {
  readonly roleArn: string;
  /** Allows passing the role to Personalize, and to no other service. */
  readonly passStatement: iam.PolicyStatement;

  constructor(scope: Construct, id: string, { dataBucket, folder }: JobRoleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Resource', {
      description: `Amazon Personalize reads and writes ${folder}`,
      assumedBy: personalizePrincipal(),
    });
    dataBucket.letPersonalizeWork(role, folderPrefix(folder));
    this.roleArn = role.roleArn;
    this.passStatement = passStatement(role);
  }
}
