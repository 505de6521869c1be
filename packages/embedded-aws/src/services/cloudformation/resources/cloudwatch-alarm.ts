import { TAG_LIST } from '../../../tags';
import { ALARM_FIELDS } from '../../cloudwatch/alarm-fields';
import { resourceType } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

const { AlarmName: ALARM_NAME, ...FIELDS } = ALARM_FIELDS;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudWatchAlarm = resourceType({
  properties: { ...FIELDS, AlarmName: { type: 'string', max: ALARM_NAME.max }, Tags: TAG_LIST },
  createOnly: ['AlarmName'],
  create: async (properties, { aws, newName, platform }) => {
    const AlarmName = properties.AlarmName ?? newName({ maxLength: ALARM_NAME.max });
    await aws('monitoring', 'PutMetricAlarm', { ...properties, AlarmName });
    const { region, accountId } = platform;
    return {
      physicalId: AlarmName,
      attributes: { Arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${AlarmName}` },
    };
  },
  update: async ({ Tags, ...properties }, { aws, physicalId: AlarmName, previous, platform }) => {
    await aws('monitoring', 'PutMetricAlarm', { ...properties, AlarmName });
    const ResourceARN = `arn:aws:cloudwatch:${platform.region}:${platform.accountId}:alarm:${AlarmName}`;
    const { added, removedKeys } = tagChanges(previous.Tags, Tags);
    if (removedKeys.length > 0)
      await aws('monitoring', 'UntagResource', { ResourceARN, TagKeys: removedKeys });
    if (added.length > 0) await aws('monitoring', 'TagResource', { ResourceARN, Tags: added });
  },
  remove: (AlarmName, { aws }) => unlessGone(aws('monitoring', 'DeleteAlarms', { AlarmNames: [AlarmName] })),
});
