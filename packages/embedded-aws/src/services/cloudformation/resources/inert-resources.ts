import { resourceType } from './resource-type';

/** Usage statistics of constructs, which are not sent here. */
export const cdkMetadata = resourceType({
  properties: { Analytics: { type: 'string' } },
  create: async (_properties, { newName }) => ({ physicalId: newName({ maxLength: 255 }) }),
  update: async () => {},
  remove: async () => {},
});

/**
 * A no-op: signals need wait conditions, which are not supported. Templates use it as a resource without
 * effect.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitconditionhandle.html
 */
export const waitConditionHandle = resourceType({
  properties: {},
  create: async (_properties, { newName, platform: { region } }) => ({
    physicalId: `https://cloudformation-waitcondition-${region}.s3.amazonaws.com/${newName({ maxLength: 255 })}`,
  }),
  remove: async () => {},
});
