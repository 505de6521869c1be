import type { Permission } from '../../authorization/permission';
import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import type { Fields } from '../../gateway/shape';
import { CODE_FIELDS } from './function-fields';
import { principalOf } from './function-policy';
import { installCode } from './install-code';
import { lambdaAction } from './lambda-action';
import type { LambdaStore } from './lambda-store';
import type { LayerVersion } from './layer-version';
import { refuseStaleRevision } from './update-function';

/** Name or ARN of a layer. */
const LAYER_NAME = { type: 'string', required: true, min: 1, max: 140 } as const;

const LAYER_VERSION = {
  LayerName: LAYER_NAME,
  VersionNumber: { type: 'integer', required: true },
} as const satisfies Fields;

const PAGE = { Marker: { type: 'string' }, MaxItems: { type: 'integer', min: 1, max: 50 } } as const;

const FILTERS = {
  CompatibleRuntime: { type: 'string' },
  CompatibleArchitecture: { type: 'string', enum: ['x86_64', 'arm64'] },
} as const satisfies Fields;

type LayerInput = { readonly LayerName: string; readonly VersionNumber?: number };

/** Permission for an action on a layer, or on a version of it. */
const onLayer =
  (action: string): Permission<LayerInput, LambdaStore> =>
  ({ LayerName, VersionNumber }, { layers }) => [
    { action, resources: [layers.arnOf(LayerName, VersionNumber)] },
  ];

function mustFind({ layers }: LambdaStore, arn: string): LayerVersion {
  const found = layers.find(arn);
  if (found) return found;
  throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
}

const layerArn = ({ arn, version }: LayerVersion): string => arn.slice(0, -`:${version}`.length);

const described = (version: LayerVersion): object => ({
  LayerVersionArn: version.arn,
  Version: version.version,
  Description: version.description,
  CreatedDate: new Date(version.createdMs).toISOString().replace('Z', '+0000'),
  CompatibleRuntimes: version.runtimes,
  CompatibleArchitectures: version.architectures,
  LicenseInfo: version.licenseInfo,
});

/** A version with its content, but without the presigned link to it. */
const describedWhole = (version: LayerVersion): object => ({
  ...described(version),
  LayerArn: layerArn(version),
  Content: { CodeSha256: version.content.sha256, CodeSize: version.content.bytes },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export const publishLayerVersion = lambdaAction({
  input: {
    LayerName: { ...LAYER_NAME, pattern: /(arn:[^:]+:lambda:[^:]+:\d{12}:layer:)?[a-zA-Z0-9-_]+/ },
    Content: { type: 'structure', required: true, fields: CODE_FIELDS },
    Description: { type: 'string', max: 256 },
    LicenseInfo: { type: 'string', max: 512 },
    CompatibleRuntimes: { type: 'list', of: { type: 'string' }, max: 15 },
    CompatibleArchitectures: { type: 'list', of: FILTERS.CompatibleArchitecture, max: 2 },
  },
  permissions: onLayer('lambda:PublishLayerVersion'),
  run: async (input, store, call) => {
    const content = await installCode(input.Content, store, call);
    const version = store.layers.publish({
      name: store.layers.nameOf(input.LayerName),
      description: input.Description ?? '',
      licenseInfo: input.LicenseInfo,
      runtimes: input.CompatibleRuntimes,
      architectures: input.CompatibleArchitectures,
      content,
      createdMs: store.platform.clock.now(),
      policy: [],
      revisionId: store.platform.newId(),
    });
    return describedWhole(version);
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html */
export const getLayerVersion = lambdaAction({
  input: LAYER_VERSION,
  permissions: onLayer('lambda:GetLayerVersion'),
  run: ({ LayerName, VersionNumber }, store) =>
    describedWhole(mustFind(store, store.layers.arnOf(LayerName, VersionNumber))),
});

/**
 * Functions that use the version keep it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html
 */
export const deleteLayerVersion = lambdaAction({
  input: LAYER_VERSION,
  permissions: onLayer('lambda:DeleteLayerVersion'),
  run: ({ LayerName, VersionNumber }, { layers }) => {
    layers.remove(layers.arnOf(LayerName, VersionNumber));
    return undefined;
  },
});

/** Whether a version supports a runtime and an architecture; one that names none supports all. */
const isFor =
  (runtime: string | undefined, architecture: string | undefined) =>
  ({ runtimes, architectures }: LayerVersion): boolean =>
    (runtime === undefined || (runtimes?.includes(runtime) ?? true)) &&
    (architecture === undefined || (architectures?.includes(architecture) ?? true));

/** Always a single page, the newest first. @see https://docs.aws.amazon.com/lambda/latest/api/API_ListLayerVersions.html */
export const listLayerVersions = lambdaAction({
  input: { LayerName: LAYER_NAME, ...FILTERS, ...PAGE },
  permissions: onAnything('lambda:ListLayerVersions'),
  run: ({ LayerName, CompatibleRuntime, CompatibleArchitecture }, { layers }) => ({
    LayerVersions: layers
      .list()
      .filter(({ name }) => name === layers.nameOf(LayerName))
      .filter(isFor(CompatibleRuntime, CompatibleArchitecture))
      .reverse()
      .map(described),
  }),
});

/** Always a single page. @see https://docs.aws.amazon.com/lambda/latest/api/API_ListLayers.html */
export const listLayers = lambdaAction({
  // GetLayerVersionByArn has the same path and this parameter.
  input: { ...FILTERS, ...PAGE, find: { type: 'string' } },
  permissions: onAnything('lambda:ListLayers'),
  run: ({ CompatibleRuntime, CompatibleArchitecture, find }, { layers }) => {
    if (find !== undefined)
      throw new AwsError(
        'UnknownOperationException',
        'The embedded AWS has no GetLayerVersionByArn: GetLayerVersion takes the name and the number of the ARN.',
        404,
      );
    const fitting = layers.list().filter(isFor(CompatibleRuntime, CompatibleArchitecture));
    const latest = new Map(fitting.map((version) => [version.name, version]));
    return {
      Layers: [...latest.values()].map((version) => ({
        LayerName: version.name,
        LayerArn: layerArn(version),
        LatestMatchingVersion: described(version),
      })),
    };
  },
});

const STATEMENT_ID = { type: 'string', required: true, min: 1, max: 100, pattern: /[a-zA-Z0-9-_]+/ } as const;

/**
 * Stored and returned only: there is no other account.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html
 */
export const addLayerVersionPermission = lambdaAction({
  input: {
    ...LAYER_VERSION,
    StatementId: STATEMENT_ID,
    Action: { type: 'string', required: true, enum: ['lambda:GetLayerVersion'] },
    Principal: { type: 'string', required: true, pattern: /\d{12}|\*|arn:[^:]+:iam::\d{12}:root/ },
    OrganizationId: { type: 'string', pattern: /o-[a-z0-9]{10,32}/ },
    RevisionId: { type: 'string' },
  },
  permissions: onLayer('lambda:AddLayerVersionPermission'),
  run: (input, store) => {
    const { layers, platform } = store;
    const version = mustFind(store, layers.arnOf(input.LayerName, input.VersionNumber));
    refuseStaleRevision(version, input.RevisionId);
    const { StatementId: Sid, Action, Principal, OrganizationId } = input;
    if (version.policy.some((statement) => statement.Sid === Sid))
      throw new AwsError(
        'ResourceConflictException',
        `The statement id (${Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        409,
      );
    const statement = {
      Sid,
      Effect: 'Allow',
      Principal: principalOf(Principal),
      Action,
      Resource: version.arn,
      ...(OrganizationId && { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
    };
    const revisionId = platform.newId();
    layers.put({ ...version, policy: [...version.policy, statement], revisionId });
    return { Statement: JSON.stringify(statement), RevisionId: revisionId };
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html */
export const getLayerVersionPolicy = lambdaAction({
  input: LAYER_VERSION,
  permissions: onLayer('lambda:GetLayerVersionPolicy'),
  run: ({ LayerName, VersionNumber }, store) => {
    const { policy, revisionId } = mustFind(store, store.layers.arnOf(LayerName, VersionNumber));
    if (policy.length === 0)
      throw new AwsError(
        'ResourceNotFoundException',
        'No policy is associated with the given resource.',
        404,
      );
    const document = { Version: '2012-10-17', Id: 'default', Statement: policy };
    return { Policy: JSON.stringify(document), RevisionId: revisionId };
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_RemoveLayerVersionPermission.html */
export const removeLayerVersionPermission = lambdaAction({
  input: { ...LAYER_VERSION, StatementId: STATEMENT_ID, RevisionId: { type: 'string' } },
  permissions: onLayer('lambda:RemoveLayerVersionPermission'),
  run: ({ LayerName, VersionNumber, StatementId, RevisionId }, store) => {
    const { layers, platform } = store;
    const version = mustFind(store, layers.arnOf(LayerName, VersionNumber));
    refuseStaleRevision(version, RevisionId);
    const policy = version.policy.filter(({ Sid }) => Sid !== StatementId);
    if (policy.length === version.policy.length)
      throw new AwsError(
        'ResourceNotFoundException',
        `Statement ${StatementId} is not found in resource policy.`,
        404,
      );
    layers.put({ ...version, policy, revisionId: platform.newId() });
    return undefined;
  },
});
