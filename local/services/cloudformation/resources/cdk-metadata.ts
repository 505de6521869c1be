import { resourceType } from './resource-type';

/** Tells AWS which constructs an app uses; here nobody is told. */
export const cdkMetadata = resourceType({
  properties: { Analytics: { type: 'string' } },
  create: async (_properties, { newName }) => ({ physicalId: newName({ maxLength: 255 }) }),
  update: async () => {},
  remove: async () => {},
});
