import { AwsError } from '../../aws-error';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const getPolicy = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetPolicy'),
  run: ({ FunctionName, Qualifier }, store) => {
    const { policy, revisionId } = store.mustGet(FunctionName, Qualifier);
    if (policy.length === 0)
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    const document = { Version: '2012-10-17', Id: 'default', Statement: policy };
    return { Policy: JSON.stringify(document), RevisionId: revisionId };
  },
});
