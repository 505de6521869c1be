import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { S3Client } from '@aws-sdk/client-s3';

/** Clients of the services in which the parity tests create something. */
export interface ParityClients {
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  readonly cloudFormation: CloudFormationClient;
}
