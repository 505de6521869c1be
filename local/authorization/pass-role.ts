import type { Need } from './permission';

/**
 * The need to hand a role to a service that will act with it.
 *
 * @param service - `lambda.amazonaws.com`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const passRole = (roleArn: string | undefined, service: string): readonly Need[] =>
  roleArn === undefined
    ? []
    : [
        {
          action: 'iam:PassRole',
          resources: [roleArn],
          context: { 'iam:PassedToService': [service] },
        },
      ];
