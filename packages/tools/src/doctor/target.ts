import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { JudgedShop } from '../cdk/judged-shop';
import type { JudgedSettings } from '../cdk/template-shop';
import type { Checks } from './check';

/** The account and region that would be deployed to, and what would be deployed. */
export interface Target extends Omit<JudgedShop, 'hasData'> {
  readonly accountId: string;
  readonly region: string;
  /** ARN of the caller. */
  readonly callerArn: string;
  /** When the credentials expire; undefined for lasting ones. */
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

/** What doctor checks of an add-on, in a folder named as the add-on's in lib/. */
export interface AddOnChecks {
  /** Whether the settings ask for what is checked. */
  readonly isOn: (settings: JudgedSettings) => boolean;
  readonly checks: Checks<Target>;
}
