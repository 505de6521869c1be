import * as iam from 'aws-cdk-lib/aws-iam';
import { allow } from '../shop/allow';

/** Personalize's List actions support no resource-level permissions. */
export const listDeletionJobs = (): iam.PolicyStatement => allow(['personalize:ListDataDeletionJobs'], '*');
