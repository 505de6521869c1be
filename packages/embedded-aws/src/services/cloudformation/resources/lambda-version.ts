import { ResourceError, resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

interface Version {
  readonly Version: string;
  readonly FunctionArn: string;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const lambdaVersion = resourceType({
  properties: {
    FunctionName: { type: 'string', required: true },
    CodeSha256: { type: 'string' },
    Description: { type: 'string' },
  },
  createOnly: ['FunctionName', 'CodeSha256', 'Description'],
  create: async (properties, { aws }) => {
    const { FunctionName } = properties;
    const before = await aws<{ Versions: Version[] }>('lambda', 'ListVersionsByFunction', { FunctionName });
    const { FunctionArn, Version } = await aws<Version>('lambda', 'PublishVersion', properties);
    if (before.Versions.some((other) => other.Version === Version))
      throw new ResourceError(
        `A version for this Lambda function exists ( ${Version} ). Modify the function to create a new version.`,
      );
    return { physicalId: FunctionArn, attributes: { FunctionArn, Version } };
  },
  remove: (FunctionName, { aws }) => unlessGone(aws('lambda', 'DeleteFunction', { FunctionName })),
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const lambdaAlias = resourceType({
  properties: {
    FunctionName: { type: 'string', required: true },
    Name: { type: 'string', required: true },
    FunctionVersion: { type: 'string', required: true },
    Description: { type: 'string' },
  },
  createOnly: ['FunctionName', 'Name'],
  create: async (properties, { aws }) => {
    const { AliasArn } = await aws<{ AliasArn: string }>('lambda', 'CreateAlias', properties);
    return { physicalId: AliasArn, attributes: { AliasArn } };
  },
  update: async (properties, { aws }) => {
    await aws('lambda', 'UpdateAlias', { ...properties, Description: properties.Description ?? '' });
  },
  remove: (_arn, { aws, properties: { FunctionName, Name } }) =>
    unlessGone(aws('lambda', 'DeleteAlias', { FunctionName, Name })),
});
