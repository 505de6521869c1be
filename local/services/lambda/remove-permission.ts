import { AwsError } from '../../aws-error';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';
import { refuseStaleRevision } from './refuse-stale-revision';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission = lambdaAction({
  input: {
    ...FUNCTION_REFERENCE,
    StatementId: { type: 'string', required: true, min: 1, max: 100 },
    RevisionId: { type: 'string' },
  },
  permissions: onFunction('lambda:RemovePermission'),
  run: ({ FunctionName, Qualifier, StatementId, RevisionId }, store) => {
    const fn = store.mustGet(FunctionName, Qualifier);
    refuseStaleRevision(fn, RevisionId);
    const policy = fn.policy.filter(({ Sid }) => Sid !== StatementId);
    if (policy.length === fn.policy.length)
      throw new AwsError(
        'ResourceNotFoundException',
        `Statement ${StatementId} is not found in resource policy.`,
        404,
      );
    store.annotate({ ...fn, policy, revisionId: store.platform.newId() });
    return undefined;
  },
});
