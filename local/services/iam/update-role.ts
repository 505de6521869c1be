import { iamAction, onRole } from './iam-action';
import { DESCRIPTION, MAX_SESSION_DURATION, ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole = iamAction({
  input: { RoleName: ROLE_NAME, Description: DESCRIPTION, MaxSessionDuration: MAX_SESSION_DURATION },
  permissions: onRole('iam:UpdateRole'),
  run: ({ RoleName, Description, MaxSessionDuration }, store) => {
    const role = store.mustFindRole(RoleName);
    role.description = Description ?? role.description;
    role.maxSessionSeconds = MaxSessionDuration ?? role.maxSessionSeconds;
    return {};
  },
});
