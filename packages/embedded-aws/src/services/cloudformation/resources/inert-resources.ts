import { resourceType } from './resource-type';

/** Tells AWS which constructs an app uses; here nobody is told. */
export const cdkMetadata = resourceType({
  properties: { Analytics: { type: 'string' } },
  create: async (_properties, { newName }) => ({ physicalId: newName({ maxLength: 255 }) }),
  update: async () => {},
  remove: async () => {},
});

/**
 * A place to signal to. Without wait conditions, which the embedded AWS does not have, nobody listens: it
 * is the resource of templates that need one and want none.
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
