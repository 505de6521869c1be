import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** Name and number of a layer version, by its ARN. */
function layerOf(arn: string): { readonly LayerName: string; readonly VersionNumber: number } {
  const colon = arn.lastIndexOf(':');
  return { LayerName: arn.slice(0, colon), VersionNumber: Number(arn.slice(colon + 1)) };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const lambdaLayerVersion = resourceType({
  properties: {
    CompatibleArchitectures: { type: 'list', of: { type: 'string' } },
    CompatibleRuntimes: { type: 'list', of: { type: 'string' } },
    Content: {
      type: 'structure',
      required: true,
      fields: {
        S3Bucket: { type: 'string', required: true },
        S3Key: { type: 'string', required: true },
        S3ObjectVersion: { type: 'string' },
      },
    },
    Description: { type: 'string' },
    LayerName: { type: 'string' },
    LicenseInfo: { type: 'string' },
  },
  createOnly: [
    'CompatibleArchitectures',
    'CompatibleRuntimes',
    'Content',
    'Content.S3Bucket',
    'Content.S3Key',
    'Content.S3ObjectVersion',
    'Description',
    'LayerName',
    'LicenseInfo',
  ],
  create: async (properties, { aws, newName }) => {
    const LayerName = properties.LayerName ?? newName({ maxLength: 140 });
    const { LayerVersionArn } = await aws<{ LayerVersionArn: string }>('lambda', 'PublishLayerVersion', {
      ...properties,
      LayerName,
    });
    return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
  },
  remove: async (arn, { aws }) => {
    await aws('lambda', 'DeleteLayerVersion', layerOf(arn));
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversionpermission.html */
export const lambdaLayerVersionPermission = resourceType({
  properties: {
    Action: { type: 'string', required: true },
    LayerVersionArn: { type: 'string', required: true },
    OrganizationId: { type: 'string' },
    Principal: { type: 'string', required: true },
  },
  createOnly: ['Action', 'LayerVersionArn', 'OrganizationId', 'Principal'],
  create: async ({ LayerVersionArn, ...statement }, { aws, newName }) => {
    const StatementId = newName({ maxLength: 100 });
    await aws('lambda', 'AddLayerVersionPermission', {
      ...layerOf(LayerVersionArn),
      ...statement,
      StatementId,
    });
    const Id = `${LayerVersionArn}#${StatementId}`;
    return { physicalId: Id, attributes: { Id } };
  },
  remove: async (id, { aws }) => {
    const [arn, StatementId] = id.split('#');
    await unlessGone(aws('lambda', 'RemoveLayerVersionPermission', { ...layerOf(arn), StatementId }));
  },
});
