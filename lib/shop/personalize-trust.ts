import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** Service principal of Amazon Personalize. */
export const PERSONALIZE = 'personalize.amazonaws.com';

/**
 * The Personalize service, acting for this account and region only. Without these conditions, Personalize could use
 * the role on behalf of any account (confused deputy).
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html
 */
export function personalizePrincipal(): iam.ServicePrincipal {
  return new iam.ServicePrincipal(PERSONALIZE, {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      StringLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:personalize:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
    },
  });
}

/** Allows passing a role to Personalize, and to no other service. */
export const passStatement = (role: iam.IRole): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [role.roleArn],
    conditions: { StringEquals: { 'iam:PassedToService': PERSONALIZE } },
  });
