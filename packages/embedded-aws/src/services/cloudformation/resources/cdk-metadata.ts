import { resourceType } from './resource-type';

/** Usage statistics of constructs, which are not sent here. */
export const cdkMetadata = resourceType({
  properties: { Analytics: { type: 'string' } },
  create: async (_properties, { newName }) => ({ physicalId: newName({ maxLength: 255 }) }),
  update: async () => {},
  remove: async () => {},
});
