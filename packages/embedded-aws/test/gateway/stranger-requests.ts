import { zipOf } from '../lambda/deployed-function';
import { signedFor } from './raw-exchange';

/** A stranger's request, serializable for another process. */
export interface StrangerRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
};
const CODE = 'exports.handler = async () => process.getuid();';
const FUNCTIONS = '/2015-03-31/functions';

/** The steps to run code: a role, a function, an invocation. */
export const RUN_CODE: readonly StrangerRequest[] = [
  {
    method: 'POST',
    path: '/',
    headers: { ...signedFor('iam'), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'evil',
      AssumeRolePolicyDocument: JSON.stringify(TRUST),
    }).toString(),
  },
  {
    method: 'POST',
    path: FUNCTIONS,
    headers: { ...signedFor('lambda'), 'content-type': 'application/json' },
    body: JSON.stringify({
      FunctionName: 'evil',
      Runtime: 'nodejs22.x',
      Role: 'arn:aws:iam::123456789012:role/evil',
      Handler: 'index.handler',
      Code: { ZipFile: Buffer.from(zipOf({ 'index.js': CODE })).toString('base64') },
    }),
  },
  { method: 'POST', path: `${FUNCTIONS}/evil/invocations`, headers: signedFor('lambda'), body: '{}' },
];

/** The control endpoints, and the target of custom resource responses. */
const CONTROL: readonly StrangerRequest[] = [
  ...['health', 'inventory', 'models', 'messages', 'permissions', 'requests', 'faults', 'nothing'].map(
    (name) => ({ method: 'GET', path: `/_local/${name}`, headers: {} }),
  ),
  { method: 'POST', path: '/_local/reset', headers: {} },
  { method: 'POST', path: '/_local/faults', headers: {}, body: '{"faults":[]}' },
  { method: 'PUT', path: '/_local/cfn-response/us-east-1/token', headers: {}, body: '{}' },
];

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every kind of request: running code, the control endpoints, and each service with each method, signed and not. */
export const strangerRequests = (apis: readonly string[]): StrangerRequest[] => [
  ...RUN_CODE,
  ...CONTROL,
  ...METHODS.flatMap((method) => [
    { method, path: '/bucket/key', headers: {} },
    { method, path: '/recommendations', headers: signedFor('personalize') },
    ...apis.map((api) => ({ method, path: '/', headers: signedFor(api) })),
  ]),
];
