import { CloudFormation, type CreateStackCommandInput, type Stack } from '@aws-sdk/client-cloudformation';
import { nothing } from '../../src/authorization/permission';
import { Account } from '../../src/account';
import { AwsError } from '../../src/aws-error';
import { createClock } from '../../src/clock';
import type { Action } from '../../src/gateway/action';
import { createHttpServer, listenOnLoopback } from '../../src/gateway/http-server';
import { createListener } from '../../src/gateway/listener';
import { createStrangerProblem } from '../../src/gateway/stranger-problem';
import { jsonService } from '../../src/gateway/json-protocol';
import { LATENCIES } from '../../src/latency';
import { cloudFormationDefinition } from '../../src/services/cloudformation/cloudformation';
import { startable } from '../../src/services/service-definition';
import { ssmDefinition } from '../../src/services/ssm/ssm';
import { temporaryFolder } from '../../src/temporary-folder';
import { standInFor } from '../support/running';

/** What CloudFormation sends to a custom resource's function. */
interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceProperties: Record<string, unknown>;
  readonly OldResourceProperties?: Record<string, unknown>;
}

/** A response, or nothing to leave CloudFormation waiting. */
type Handler = (
  event: CustomResourceEvent,
) => object | string | undefined | Promise<object | string | undefined>;

/** The real CloudFormation and SSM, with plain functions of the test as Lambda functions. */
type SimulatedAccount = Awaited<ReturnType<typeof startSimulatedAccount>>;

/** One that is new for each test of the file. */
export function simulatedAccount(): SimulatedAccount {
  let account: SimulatedAccount;
  beforeEach(async () => {
    account = await startSimulatedAccount();
  });
  afterEach(() => account.close());
  return standInFor(() => account);
}

export const STACK = 'shop';
export const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

/** A custom resource with that function. */
export const custom = (name: string, properties: object = {}, attributes: object = {}): object => ({
  Type: `Custom::${name}`,
  Properties: { ServiceToken: functionArn(name), ...properties },
  ...attributes,
});

/** A function's good and bad responses. */
export const success = (PhysicalResourceId: string, Data?: object): object => ({
  Status: 'SUCCESS',
  PhysicalResourceId,
  Data,
});
export const failure = (Reason: string, PhysicalResourceId?: string): object => ({
  Status: 'FAILED',
  Reason,
  PhysicalResourceId,
});

/** A simple, fast resource. */
export const parameter = (name: string, value: unknown, attributes: object = {}): object => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: name, Type: 'String', Value: value },
  ...attributes,
});

const TEXT = { type: 'string', required: true } as const;

async function startSimulatedAccount() {
  /** By the last part of their ARN. */
  const functions: Record<string, Handler> = {};
  /** All events that functions received, oldest first. */
  const requests: CustomResourceEvent[] = [];
  const server = createHttpServer();
  const strangerProblem = createStrangerProblem(server);
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;

  /** Sends a response as a function would. */
  const respond = async (event: CustomResourceEvent, response: object | string): Promise<number> => {
    const { pathname } = new URL(event.ResponseURL);
    const body = typeof response === 'string' ? response : JSON.stringify(response);
    const { status } = await fetch(endpoint + pathname, { method: 'PUT', body });
    return status;
  };

  const invoke: Action<object, { FunctionName: typeof TEXT; Payload: typeof TEXT }> = {
    input: { FunctionName: TEXT, Payload: TEXT },
    permissions: nothing,
    run: async ({ FunctionName, Payload }) => {
      const handler = functions[FunctionName.slice(FunctionName.lastIndexOf(':') + 1)];
      if (!handler)
        throw new AwsError('ResourceNotFoundException', `Function not found: ${FunctionName}`, 404);
      const event = JSON.parse(Payload) as CustomResourceEvent;
      requests.push(event);
      try {
        const response = await handler(event);
        if (response !== undefined) await respond(event, response);
        return { StatusCode: 200, Payload: 'null' };
      } catch (error) {
        // Rejected by Lambda; any other error counts as a crash.
        if (error instanceof AwsError) throw error;
        const payload = JSON.stringify({ errorType: 'Error', errorMessage: (error as Error).message });
        return { StatusCode: 200, FunctionError: 'Unhandled', Payload: payload };
      }
    },
  };
  const lambda = startable({
    scope: 'region' as const,
    createStore: () => ({}),
    apis: {
      lambda: jsonService<object>({ version: '1.1', target: 'Simulated', actions: { Invoke: invoke } }),
    },
    inventory: () => [],
  });

  const folder = await temporaryFolder('embedded-aws');
  const clock = createClock();
  const services = {
    cloudformation: startable(cloudFormationDefinition),
    ssm: startable(ssmDefinition),
    lambda,
  };
  const latency = LATENCIES.instant;
  const account = new Account({ services, endpoint, folder: folder.path, clock, latency });
  server.on(
    'request',
    createListener(account, clock, async () => undefined, strangerProblem),
  );
  // DescribeStacks is a long poll for the CDK CLI: no polling needed.
  const client = new CloudFormation({ endpoint, maxAttempts: 1, customUserAgent: 'aws-cdk/test' });
  let stackId = STACK;

  const settled = async (): Promise<Stack> => {
    const { Stacks } = await client.describeStacks({ StackName: stackId });
    return Stacks![0];
  };
  const deploy = async (template: object, options: Partial<CreateStackCommandInput> = {}): Promise<Stack> => {
    const input = { StackName: STACK, TemplateBody: JSON.stringify(template), ...options };
    const exists = await client.describeStacks({ StackName: input.StackName }).catch(() => undefined);
    const { StackId } = await (exists ? client.updateStack(input) : client.createStack(input));
    stackId = StackId!;
    return settled();
  };
  return {
    ...{ endpoint, client, clock, account, requests, functions, respond, settled },
    /** Creates a stack, or updates the existing one, and waits until it has settled. */
    deploy,
    /** Deploys a template of these resources alone. */
    apply: (Resources: object, options?: Partial<CreateStackCommandInput>): Promise<Stack> =>
      deploy({ Resources }, options),
    destroy: async (): Promise<Stack> => {
      await client.deleteStack({ StackName: STACK });
      return settled();
    },
    /** `LogicalId STATUS reason`, oldest first; the stack itself is named `stack`. */
    events: async (): Promise<string[]> => {
      const lines: string[] = [];
      for (let NextToken: string | undefined, first = true; first || NextToken; first = false) {
        const page = await client.describeStackEvents({ StackName: stackId, NextToken });
        NextToken = page.NextToken;
        for (const { LogicalResourceId, ResourceStatus, ResourceStatusReason } of page.StackEvents!)
          lines.unshift(
            [LogicalResourceId === STACK ? 'stack' : LogicalResourceId, ResourceStatus, ResourceStatusReason]
              .filter(Boolean)
              .join(' '),
          );
      }
      return lines;
    },
    /** Names of the existing SSM parameters. */
    parameterNames: (): string[] =>
      account
        .inventory()
        .filter(({ type, bootstrap }) => type === 'AWS::SSM::Parameter' && !bootstrap)
        .map(({ id }) => id)
        .sort(),
    close: async (): Promise<void> => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await account.reset();
      await closed;
      folder.remove();
    },
  };
}
