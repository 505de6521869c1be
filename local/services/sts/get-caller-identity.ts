import { nothing } from '../../authorization/permission';
import { stsAction } from './sts-action';

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity = stsAction({
  input: {},
  permissions: nothing,
  run: (_input, { accountId }, { caller }) => ({
    UserId: caller.userId,
    Account: accountId,
    Arn: caller.arn,
  }),
});
