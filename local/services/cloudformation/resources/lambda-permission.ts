import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

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
