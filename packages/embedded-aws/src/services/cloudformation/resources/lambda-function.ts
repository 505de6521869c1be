import { strToU8, zipSync } from 'fflate';
import type { InputOf } from '../../../gateway/shape';
import { TAG_LIST, tagMap } from '../../../tags';
import { changedProperties } from '../engine/changes-of';
import { resourceType } from './resource-type';
import { responseModule } from './response-modules';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';
import { untilRolePropagates } from './until-role-propagates';

const PROPERTIES = {
  FunctionName: { type: 'string', max: 64 },
  PackageType: { type: 'string', subset: ['Zip'] },
  Role: { type: 'string', required: true },
  Runtime: { type: 'string', required: true },
  Handler: { type: 'string', required: true },
  Code: {
    type: 'structure',
    required: true,
    fields: {
      S3Bucket: { type: 'string' },
      S3Key: { type: 'string' },
      S3ObjectVersion: { type: 'string' },
      /** Source text, not an archive. */
      ZipFile: { type: 'string' },
    },
  },
  Architectures: { type: 'list', of: { type: 'string' } },
  Description: { type: 'string' },
  Environment: { type: 'structure', fields: { Variables: { type: 'map', of: { type: 'string' } } } },
  EphemeralStorage: { type: 'structure', fields: { Size: { type: 'integer', required: true } } },
  Layers: { type: 'list', of: { type: 'string' } },
  LoggingConfig: {
    type: 'structure',
    fields: {
      LogFormat: { type: 'string' },
      LogGroup: { type: 'string' },
      ApplicationLogLevel: { type: 'string' },
      SystemLogLevel: { type: 'string' },
    },
  },
  MemorySize: { type: 'integer' },
  ReservedConcurrentExecutions: { type: 'integer' },
  Timeout: { type: 'integer' },
  TracingConfig: { type: 'structure', fields: { Mode: { type: 'string', required: true } } },
  Tags: TAG_LIST,
  VpcConfig: {
    type: 'structure',
    fields: {
      SubnetIds: { type: 'list', of: { type: 'string' } },
      SecurityGroupIds: { type: 'list', of: { type: 'string' } },
      Ipv6AllowedForDualStack: { type: 'boolean' },
    },
  },
} as const;

type FunctionProperties = InputOf<typeof PROPERTIES>;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction = resourceType({
  properties: PROPERTIES,
  createOnly: ['FunctionName', 'PackageType'],
  create: async (properties, context) => {
    const { aws, newName } = context;
    const { Code, Tags, ReservedConcurrentExecutions, ...configuration } = properties;
    const FunctionName = properties.FunctionName ?? newName({ maxLength: 64 });
    const { FunctionArn } = await untilRolePropagates(context, () =>
      aws<{ FunctionArn: string }>('lambda', 'CreateFunction', {
        ...configuration,
        FunctionName,
        Code: archive(Code, properties.Runtime),
        ...(Tags && { Tags: tagMap(Tags) }),
      }),
    );
    if (ReservedConcurrentExecutions !== undefined)
      await aws('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions }).catch(
        async (error: unknown) => {
          // Clean up: CloudFormation does not know the function yet.
          await aws('lambda', 'DeleteFunction', { FunctionName });
          throw error;
        },
      );
    return { physicalId: FunctionName, attributes: { Arn: FunctionArn } };
  },
  update: async (properties, { aws, physicalId: FunctionName, previous, platform }) => {
    const changed = new Set(changedProperties(previous, properties));
    if (changed.has('Code') || changed.has('Architectures'))
      await aws('lambda', 'UpdateFunctionCode', {
        FunctionName,
        ...archive(properties.Code, properties.Runtime),
        Architectures: properties.Architectures ?? ['x86_64'],
      });
    if ([...changed].some((name) => !OTHERS.has(name)))
      await aws('lambda', 'UpdateFunctionConfiguration', configurationOf(FunctionName, properties));
    const { ReservedConcurrentExecutions } = properties;
    if (changed.has('ReservedConcurrentExecutions'))
      await (ReservedConcurrentExecutions === undefined
        ? aws('lambda', 'DeleteFunctionConcurrency', { FunctionName })
        : aws('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions }));
    const Resource = `arn:aws:lambda:${platform.region}:${platform.accountId}:function:${FunctionName}`;
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    if (removedKeys.length > 0) await aws('lambda', 'UntagResource', { Resource, TagKeys: removedKeys });
    if (added.length > 0) await aws('lambda', 'TagResource', { Resource, Tags: tagMap(added) });
  },
  remove: (FunctionName, { aws }) => unlessGone(aws('lambda', 'DeleteFunction', { FunctionName })),
});

/** Properties that UpdateFunctionConfiguration does not have. */
const OTHERS = new Set(['Code', 'Architectures', 'Tags', 'ReservedConcurrentExecutions']);

/** A removed property returns to Lambda's default. */
function configurationOf(FunctionName: string, properties: FunctionProperties): object {
  const { Role, Runtime, Handler, EphemeralStorage, Layers = [], LoggingConfig, VpcConfig } = properties;
  const { Description = '', Environment = {}, MemorySize = 128, Timeout = 3, TracingConfig } = properties;
  return {
    FunctionName,
    Role,
    Runtime,
    Handler,
    Description,
    Environment: { Variables: {}, ...Environment },
    EphemeralStorage: EphemeralStorage ?? { Size: 512 },
    Layers,
    LoggingConfig: LoggingConfig ?? { LogFormat: 'Text', LogGroup: `/aws/lambda/${FunctionName}` },
    MemorySize,
    Timeout,
    TracingConfig: TracingConfig ?? { Mode: 'PassThrough' },
    VpcConfig: VpcConfig ?? { SubnetIds: [], SecurityGroupIds: [] },
  };
}

/** Wraps source text in an archive as CloudFormation does. */
function archive({ ZipFile, ...code }: FunctionProperties['Code'], runtime: string): object {
  if (ZipFile === undefined) return code;
  const file = runtime.startsWith('python') ? 'index.py' : 'index.js';
  const files = { [file]: ZipFile, ...responseModule(ZipFile, runtime) };
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return { ZipFile: Buffer.from(zipSync(Object.fromEntries(entries))).toString('base64') };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const lambdaPermission = resourceType({
  properties: {
    FunctionName: { type: 'string', required: true },
    Action: { type: 'string', required: true },
    Principal: { type: 'string', required: true },
    SourceArn: { type: 'string' },
    SourceAccount: { type: 'string' },
  },
  createOnly: ['FunctionName', 'Action', 'Principal', 'SourceArn', 'SourceAccount'],
  create: async (properties, { aws, newName }) => {
    const StatementId = newName({ maxLength: 100 });
    await aws('lambda', 'AddPermission', { ...properties, StatementId });
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  remove: (StatementId, { aws, properties: { FunctionName } }) =>
    unlessGone(aws('lambda', 'RemovePermission', { FunctionName, StatementId })),
});
