import { TAG_LIST, tagMap } from '../../../tags';
import { resourceType } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logsLogGroup = resourceType({
  properties: {
    LogGroupName: { type: 'string', max: 512 },
    KmsKeyId: { type: 'string', max: 256 },
    RetentionInDays: { type: 'integer' },
    Tags: TAG_LIST,
  },
  createOnly: ['LogGroupName'],
  create: async (
    { LogGroupName, KmsKeyId, RetentionInDays, Tags },
    { aws, initiated, newName, platform },
  ) => {
    const logGroupName = LogGroupName ?? newName({ maxLength: 512 });
    await aws('logs', 'CreateLogGroup', {
      logGroupName,
      ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId }),
      ...(Tags && { tags: tagMap(Tags) }),
    });
    initiated(logGroupName);
    if (RetentionInDays !== undefined)
      await aws('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: RetentionInDays });
    const { region, accountId } = platform;
    return {
      physicalId: logGroupName,
      attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:*` },
    };
  },
  update: async (
    { KmsKeyId, RetentionInDays, Tags },
    { aws, physicalId: logGroupName, previous, platform },
  ) => {
    if (KmsKeyId !== previous.KmsKeyId)
      await (KmsKeyId === undefined
        ? aws('logs', 'DisassociateKmsKey', { logGroupName })
        : aws('logs', 'AssociateKmsKey', { logGroupName, kmsKeyId: KmsKeyId }));
    await (RetentionInDays === undefined
      ? aws('logs', 'DeleteRetentionPolicy', { logGroupName })
      : aws('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: RetentionInDays }));
    const resourceArn = `arn:aws:logs:${platform.region}:${platform.accountId}:log-group:${logGroupName}`;
    const { added, removedKeys } = tagChanges(previous.Tags, Tags);
    if (removedKeys.length > 0) await aws('logs', 'UntagResource', { resourceArn, tagKeys: removedKeys });
    if (added.length > 0) await aws('logs', 'TagResource', { resourceArn, tags: tagMap(added) });
  },
  remove: (logGroupName, { aws }) => unlessGone(aws('logs', 'DeleteLogGroup', { logGroupName })),
});
