import type { ServerResponse } from 'node:http';
import { type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { ADMIN_ROLE } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';
import { itWith } from '../../../../test/support/prerequisites';

const { aws, deploy, call } = lambdaAccount();
const stranger = gateForEach('0.0.0.0');

const deployPython = (code: string, options: Partial<CreateFunctionCommandInput> = {}): Promise<string> =>
  deploy({ 'app/shop.py': code }, { Runtime: 'python3.13', Handler: 'app/shop.handle', ...options });

describe('a Python function', () => {
  itWith('python')(
    'gets its event, its context and its environment, and logs as on Lambda (LAMBDA-20)',
    async () => {
      await deployPython(
        `
import logging, os, sys
def handle(event, context):
    print("one\\ntwo")
    logging.getLogger().warning("low on %s", event["item"])
    os.write(1, b"raw")
    return [context.function_name, context.memory_limit_in_mb, context.get_remaining_time_in_millis() > 0,
            context.invoked_function_arn, os.environ["TABLE"], os.environ["AWS_EXECUTION_ENV"], os.getcwd()]`,
        { Environment: { Variables: { TABLE: 'items' } }, Timeout: 30 },
      );
      for (const item of ['tea', 'milk']) {
        const { answer, log } = await call({ item });
        expect(answer).toEqual([
          ...['example', '128', true, 'arn:aws:lambda:us-east-1:123456789012:function:example', 'items'],
          ...['AWS_Lambda_python3.13', expect.any(String) as string],
        ]);
        expect(log).toMatch(/^START .*\n(one\ntwo|raw)\n/);
        expect(log).toMatch(new RegExp(`^\\[WARNING\\]\\t[\\dT:.-]+Z\\t[\\w-]{36}\\tlow on ${item}$`, 'm'));
        expect(log).toContain('raw\n');
      }
    },
  );

  itWith('python').each([
    [
      'what it raises',
      'def handle(event, context):\n    raise KeyError("tea")',
      {
        errorType: 'KeyError',
        errorMessage: "'tea'",
        stackTrace: [expect.stringMatching(/app\/shop\.py", line 2, in handle\n {4}raise KeyError/)],
      },
    ],
    [
      'a missing module',
      'import not_there',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Unable to import module 'app/shop': No module named 'not_there'",
      },
    ],
    ['wrong syntax', 'def', { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'a missing handler',
      'other = 1',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: "Handler 'handle' missing on module 'app/shop'" },
    ],
    [
      'an answer that is no JSON',
      'handle = lambda e, c: {1, 2}',
      {
        errorType: 'Runtime.MarshalError',
        errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
      },
    ],
    ['its exit', 'import os\nhandle = lambda e, c: os._exit(3)', { errorType: 'Runtime.ExitError' }],
    ['its timeout', 'def handle(e, c):\n    while True: pass', { errorType: 'Sandbox.Timedout' }],
  ])('fails with %s', async (_why, code, document) => {
    await deployPython(code, { Timeout: 2 });
    const { error, answer } = await call();
    expect(error).toBe('Unhandled');
    expect(answer).toMatchObject(document);
  });

  itWith('python').each([
    ['bytes as they are', `b'"tea"'`, 'tea'],
    [
      'bytes and decimals within',
      '{"a": b"tea", "b": __import__("decimal").Decimal("1.5")}',
      { a: 'tea', b: 1.5 },
    ],
  ])('answers %s (LAMBDA-20)', async (_what, value, answer) => {
    await deployPython(`handle = lambda event, context: ${value}`);
    expect((await call()).answer).toEqual(answer);
  });

  itWith('python')('reaches this machine alone, like the Python and the Node.js that it starts', async () => {
    let connections = 0;
    stranger.server.on('request', (_request, response: ServerResponse) => response.end());
    stranger.server.on('connection', () => (connections += 1));
    await deployPython(
      `
import subprocess, sys, urllib.request
DIRECT = "import sys, urllib.request as r; r.build_opener(r.ProxyHandler({})).open(sys.argv[1])"
def run(*command):
    return subprocess.run(command, capture_output=True, text=True).stderr
def handle(url, context):
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url)
        own = ""
    except Exception as error:
        own = str(error)
    return [own, run(sys.executable, "-c", DIRECT, url),
            run("node", "-e", "fetch(process.argv[1]).catch((e) => console.error(e.cause.message))", url)]`,
      { Timeout: 60 },
    );
    const { answer } = await call(stranger.url.replace('127.0.0.1', '0.0.0.0'));
    for (const said of answer as string[]) expect(said).toContain('Connection to 0.0.0.0 refused');
    expect(connections).toBe(0);
    expect((await call(stranger.url)).answer).toEqual(['', '', '']);
    expect(connections).toBe(3);
  });

  itWith('boto3')('calls the embedded AWS with boto3, as its role', async () => {
    await deployPython(
      'import boto3\nhandle = lambda e, c: boto3.client("sts").get_caller_identity()["Arn"]',
      { Timeout: 60 },
    );
    expect((await call()).answer).toBe('arn:aws:sts::123456789012:assumed-role/example-role/example');
  });

  itWith('python')('answers a custom resource with what Python itself has', async () => {
    const ZipFile = `
import json, urllib.request
def handler(event, context):
    answer = {key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")}
    answer.update(Status="SUCCESS", PhysicalResourceId="one")
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT"))`;
    const Properties = {
      Runtime: 'python3.12',
      Handler: 'index.handler',
      Role: ADMIN_ROLE,
      Code: { ZipFile },
    };
    const outputs = await testStack(aws).deploy(
      {
        Function: { Type: 'AWS::Lambda::Function', Properties },
        Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
      },
      { Id: { Ref: 'Thing' } },
    );
    expect(outputs).toEqual({ Id: 'one' });
  });

  itWith('python')('without the boto3 of Lambda fails with what to do (LAMBDA-20)', async () => {
    await deployPython("import sys\nsys.modules['boto3'] = None\nimport boto3");
    expect((await call()).answer).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringMatching(
        /this machine's python3 \(.+\) does not: install boto3 there/,
      ) as string,
    });
  });
});
