import { onAnything } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import { parsePolicyDocument } from '../../policy-document';
import { parseFunctionName } from './function-name';
import type { LambdaStore } from './lambda-store';

interface FunctionInput {
  readonly FunctionName?: string;
  readonly Resource?: string;
  readonly Role?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** The need for an action on a function, which its own policy may allow as well. */
function functionNeed(action: string, { FunctionName, Resource }: FunctionInput, store: LambdaStore): Need {
  const { name } = parseFunctionName(FunctionName ?? Resource ?? '');
  const statements = store.functions.get(name)?.policy ?? [];
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return {
    action,
    resources: [store.arnOf(name)],
    ...(statements.length > 0 && { resourcePolicy: parsePolicyDocument(text, 'resource').document }),
  };
}

const onFunction =
  (action: string): Permission<LambdaStore> =>
  (input: FunctionInput, store) => [functionNeed(action, input, store)];

/**
 * What Lambda's operations need. Code in S3 is read as the caller, who needs s3:GetObject for it.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export const LAMBDA_PERMISSIONS: Permissions<LambdaStore> = {
  AddPermission: onFunction('lambda:AddPermission'),
  CreateFunction: (input: FunctionInput, store) => [
    functionNeed('lambda:CreateFunction', input, store),
    ...(input.Tags === undefined ? [] : [functionNeed('lambda:TagResource', input, store)]),
    ...passRole(input.Role, 'lambda.amazonaws.com'),
  ],
  DeleteFunction: onFunction('lambda:DeleteFunction'),
  GetFunction: onFunction('lambda:GetFunction'),
  GetFunctionConfiguration: onFunction('lambda:GetFunctionConfiguration'),
  GetPolicy: onFunction('lambda:GetPolicy'),
  Invoke: onFunction('lambda:InvokeFunction'),
  ListFunctions: onAnything('lambda:ListFunctions'),
  ListTags: onFunction('lambda:ListTags'),
  ListVersionsByFunction: onFunction('lambda:ListVersionsByFunction'),
  PutFunctionEventInvokeConfig: onFunction('lambda:PutFunctionEventInvokeConfig'),
  RemovePermission: onFunction('lambda:RemovePermission'),
  TagResource: onFunction('lambda:TagResource'),
  UntagResource: onFunction('lambda:UntagResource'),
  UpdateFunctionCode: onFunction('lambda:UpdateFunctionCode'),
  UpdateFunctionConfiguration: (input: FunctionInput, store) => [
    functionNeed('lambda:UpdateFunctionConfiguration', input, store),
    ...passRole(input.Role, 'lambda.amazonaws.com'),
  ],
};
