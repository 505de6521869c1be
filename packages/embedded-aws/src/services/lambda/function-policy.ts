import { AwsError } from '../../aws-error';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';
import type { PolicyStatement } from './lambda-function';
import { refuseStaleRevision } from './update-function';

/**
 * Adds a statement to the resource policy of a function, a version or an alias.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export const addPermission = lambdaAction({
  input: {
    ...FUNCTION_REFERENCE,
    StatementId: { type: 'string', required: true, min: 1, max: 100, pattern: /[\w.-]+/ },
    Action: { type: 'string', required: true, pattern: /lambda:[*]|lambda:[a-zA-Z]+|[*]/ },
    Principal: { type: 'string', required: true, pattern: /[^\s]+/ },
    SourceArn: { type: 'string' },
    SourceAccount: { type: 'string', pattern: /\d{12}/ },
    RevisionId: { type: 'string' },
  },
  permissions: onFunction('lambda:AddPermission'),
  run: (input, store) => {
    const found = store.mustFind(input.FunctionName, input.Qualifier);
    const { named } = found;
    refuseStaleRevision(named, input.RevisionId);
    if (named.policy.some(({ Sid }) => Sid === input.StatementId))
      throw new AwsError(
        'ResourceConflictException',
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        409,
      );
    const { StatementId: Sid, Action, Principal, SourceArn, SourceAccount } = input;
    const statement: PolicyStatement = {
      Sid,
      Effect: 'Allow',
      Principal: principalOf(Principal),
      Action,
      Resource: named.arn,
      ...((SourceArn ?? SourceAccount) && {
        Condition: {
          ...(SourceAccount && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
          ...(SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
        },
      }),
    };
    store.setPolicy(found, [...named.policy, statement]);
    return { Statement: JSON.stringify(statement) };
  },
});

/** The principal of a statement, by account, ARN, service or `*`. */
export function principalOf(principal: string): unknown {
  if (principal === '*') return '*';
  return principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const getPolicy = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetPolicy'),
  run: ({ FunctionName, Qualifier }, store) => {
    const { policy, revisionId } = store.mustFind(FunctionName, Qualifier).named;
    if (policy.length === 0)
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    const document = { Version: '2012-10-17', Id: 'default', Statement: policy };
    return { Policy: JSON.stringify(document), RevisionId: revisionId };
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission = lambdaAction({
  input: {
    ...FUNCTION_REFERENCE,
    StatementId: { type: 'string', required: true, min: 1, max: 100 },
    RevisionId: { type: 'string' },
  },
  permissions: onFunction('lambda:RemovePermission'),
  run: ({ FunctionName, Qualifier, StatementId, RevisionId }, store) => {
    const found = store.mustFind(FunctionName, Qualifier);
    const { named } = found;
    refuseStaleRevision(named, RevisionId);
    const policy = named.policy.filter(({ Sid }) => Sid !== StatementId);
    if (policy.length === named.policy.length)
      throw new AwsError(
        'ResourceNotFoundException',
        `Statement ${StatementId} is not found in resource policy.`,
        404,
      );
    store.setPolicy(found, policy);
    return undefined;
  },
});
