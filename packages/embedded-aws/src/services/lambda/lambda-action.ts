import { passRole, type Need, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import { parsePolicyDocument, type PolicyDocument } from '../../policy-document';
import type { PolicyStatement } from './lambda-function';
import type { LambdaStore } from './lambda-store';

/** An operation of Lambda. Code in S3 is read as the caller, who needs s3:GetObject. */
export const lambdaAction = actionOf<LambdaStore>();

type FunctionInput =
  | { readonly FunctionName: string; readonly Qualifier?: string }
  | { readonly Resource: string };

/** Permission for an action on a function, version or alias, which its resource policy may also grant. */
export function functionNeed(action: string, input: FunctionInput, store: LambdaStore): Need {
  const given = 'FunctionName' in input ? input.FunctionName : input.Resource;
  const qualifier = 'Qualifier' in input ? input.Qualifier : undefined;
  // First, so that the error for a function of another account names the action.
  const arn = store.namedArn(given, qualifier, action);
  const resourcePolicy = documentOf(store.find(given, qualifier)?.named.policy ?? []);
  return { action, resources: [arn], ...(resourcePolicy && { resourcePolicy }) };
}

/** Parsed policies: a change makes another list of statements. */
const parsed = new WeakMap<readonly PolicyStatement[], PolicyDocument | undefined>();

function documentOf(statements: readonly PolicyStatement[]): PolicyDocument | undefined {
  if (statements.length === 0) return undefined;
  if (!parsed.has(statements)) {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    parsed.set(statements, parsePolicyDocument(text, 'resource').document);
  }
  return parsed.get(statements);
}

/**
 * Permission for an action on a function.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export const onFunction =
  (action: string): Permission<FunctionInput, LambdaStore> =>
  (input, store) => [functionNeed(action, input, store)];

/** Permission to pass Lambda a role. */
export const passToLambda = (role: string | undefined): readonly Need[] =>
  passRole(role, 'lambda.amazonaws.com');
