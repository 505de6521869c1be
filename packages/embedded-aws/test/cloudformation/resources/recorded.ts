import { AwsError } from '../../../src/aws-error';
import type { AwsCall, Platform } from '../../../src/platform';
import { CustomResourceResponses } from '../../../src/services/cloudformation/resources/custom-resource-responses';
import { resourceTypeOf } from '../../../src/services/cloudformation/resources/resource-types';

/** A service call, as `service Operation` and its input. */
export type Call = readonly [operation: string, input: object];
type Properties = Readonly<Record<string, unknown>>;

/** A type's functions, without an account. */
export interface RecordedType {
  create(properties: Properties): Promise<{ calls: Call[]; physicalId: string; attributes?: Properties }>;
  update(previous: Properties, properties: Properties): Promise<Call[]>;
  /** @param failure - the error that every call returns */
  remove(properties: Properties, failure?: AwsError): Promise<Call[]>;
}

const ANSWERS: Record<string, object> = {
  CreateAlias: { AliasArn: 'alias-arn' },
  CreateKey: { KeyMetadata: { KeyId: 'id', Arn: 'key-arn' } },
  CreateAccessKey: { AccessKey: { AccessKeyId: 'id', SecretAccessKey: 'secret' } },
  CreateEventBus: { EventBusArn: 'bus-arn' },
  CreateGroup: { Group: { Arn: 'group-arn' } },
  CreateStack: { StackId: 'stack-arn' },
  DescribeStacks: { Stacks: [{ StackStatus: 'CREATE_COMPLETE', Outputs: [] }] },
  CreateUser: { User: { Arn: 'user-arn' } },
  PutRule: { RuleArn: 'arn:aws:events:eu-west-1:123456789012:rule/New-Name' },
  CreateRole: { Role: { Arn: 'role-arn', RoleId: 'AROA' } },
  CreatePolicy: { Policy: { Arn: 'policy-arn', PolicyId: 'ANPA' } },
  CreateFunction: { FunctionArn: 'function-arn' },
  CreateStateMachine: { stateMachineArn: 'machine-arn' },
  ListVersionsByFunction: { Versions: [] },
  PublishLayerVersion: { LayerVersionArn: 'layer-arn:1' },
  PublishVersion: { FunctionArn: 'function-arn:1', Version: '1' },
  DescribeDataset: { dataset: { status: 'ACTIVE' } },
  DescribeDatasetGroup: { datasetGroup: { status: 'ACTIVE' } },
  DescribeSolution: { solution: { status: 'ACTIVE' } },
};

/** Runs a type's functions against services that record their calls. */
export function recorded(typeName: string): RecordedType {
  const type = resourceTypeOf(typeName);
  const record = (failure?: AwsError): { calls: Call[]; context: object } => {
    const calls: Call[] = [];
    const aws: AwsCall = async (service, operation, input) => {
      calls.push([`${service} ${operation}`, input]);
      if (failure) throw failure;
      return (ANSWERS[operation] ?? {}) as never;
    };
    const platform = {
      region: 'eu-west-1',
      accountId: '123456789012',
      clock: { now: () => 0, schedule: () => ({ cancel: () => {} }) },
      changes: { version: 0 },
      newId: () => 'token',
    } as unknown as Platform;
    const responses = new CustomResourceResponses();
    responses.openHandle('token');
    const { signal } = new AbortController();
    return {
      calls,
      context: {
        aws,
        platform,
        responses,
        signal,
        newName: () => 'New-Name',
        initiated: () => {},
        physicalId: 'id',
      },
    };
  };
  return {
    create: async (properties) => {
      const { calls, context } = record();
      return { calls, ...(await type.create(properties as never, context as never)) };
    },
    update: async (previous, properties) => {
      const { calls, context } = record();
      await type.update!(properties as never, { ...context, previous } as never);
      return calls;
    },
    remove: async (properties, failure) => {
      const { calls, context } = record(failure);
      await type.remove('id', { ...context, properties } as never);
      return calls;
    },
  };
}
