import { TAG_LIST } from '../../../tags';
import { resourceType } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventsEventBus = resourceType({
  properties: {
    Name: { type: 'string', required: true, max: 256 },
    Description: { type: 'string' },
    Tags: TAG_LIST,
  },
  hasReadableProperties: true,
  createOnly: ['Name'],
  create: async ({ Name, Description, Tags }, { aws }) => {
    const { EventBusArn } = await aws<{ EventBusArn: string }>('events', 'CreateEventBus', {
      Name,
      ...(Description !== undefined && { Description }),
      ...(Tags && { Tags }),
    });
    return { physicalId: Name, attributes: { Arn: EventBusArn, Name } };
  },
  update: async ({ Description, Tags }, { aws, physicalId: Name, previous }) => {
    const { Arn: ResourceARN } = await aws<{ Arn: string }>('events', 'UpdateEventBus', {
      Name,
      ...(Description !== undefined && { Description }),
    });
    const { added, removedKeys } = tagChanges(previous.Tags, Tags);
    if (removedKeys.length > 0) await aws('events', 'UntagResource', { ResourceARN, TagKeys: removedKeys });
    if (added.length > 0) await aws('events', 'TagResource', { ResourceARN, Tags: added });
  },
  remove: (Name, { aws }) => unlessGone(aws('events', 'DeleteEventBus', { Name })),
});
