import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { JudgedShop } from '../cdk/judged-shop';
import type { JudgedSettings } from '../cdk/template-shop';
import type { Checks } from './check';

/** The account and region of the deployment, and what would be deployed. */
export interface Target extends Omit<JudgedShop, 'hasData'> {
  readonly accountId: string;
  readonly region: string;
  /** ARN of the caller. */
  readonly callerArn: string;
  /** When the credentials expire; undefined if they do not. */
  readonly expiresAt: Date | undefined;
  readonly clients: {
    readonly cloudFormation: CloudFormationClient;
    readonly iam: IAMClient;
    readonly kms: KMSClient;
    readonly lambda: LambdaClient;
    readonly personalize: PersonalizeClient;
    readonly ssm: SSMClient;
  };
}

/** The checks of an add-on. Their folder has the name of the add-on's folder in lib/. */
export interface AddOnChecks {
  /** Whether the settings switch the add-on on. */
  readonly isOn: (settings: JudgedSettings) => boolean;
  readonly checks: Checks<Target>;
}
