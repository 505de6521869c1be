import type { Platform } from '../../../platform';
import type { Tag } from '../../../tags';
import { resourceType } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const ssmParameter = resourceType({
  properties: {
    Name: { type: 'string' },
    Type: { type: 'string', required: true, enum: ['String', 'StringList'] },
    Value: { type: 'string', required: true },
    Description: { type: 'string' },
    AllowedPattern: { type: 'string' },
    DataType: { type: 'string' },
    Tier: { type: 'string' },
    Tags: { type: 'map', of: { type: 'string' } },
  },
  hasReadableProperties: true,
  createOnly: ['Name'],
  create: async (properties, { aws, newName, logicalId, platform }) => {
    const Name = properties.Name ?? generatedName(logicalId, newName({ maxLength: 1011 }));
    const { Tags } = properties;
    await aws('ssm', 'PutParameter', { ...properties, Name, ...(Tags && { Tags: tagList(Tags) }) });
    return { physicalId: Name, attributes: attributesOf(Name, properties, platform) };
  },
  update: async ({ Tags, ...properties }, { aws, physicalId: Name, previous, platform }) => {
    await aws('ssm', 'PutParameter', { ...properties, Name, Overwrite: true });
    const parameter = { ResourceType: 'Parameter', ResourceId: Name };
    const { added, removedKeys } = tagChanges(tagList(previous.Tags), tagList(Tags));
    if (removedKeys.length > 0)
      await aws('ssm', 'RemoveTagsFromResource', { ...parameter, TagKeys: removedKeys });
    if (added.length > 0) await aws('ssm', 'AddTagsToResource', { ...parameter, Tags: added });
    return { attributes: attributesOf(Name, properties, platform) };
  },
  remove: (Name, { aws }) => unlessGone(aws('ssm', 'DeleteParameter', { Name })),
});

const attributesOf = (
  name: string,
  { Type, Value }: { readonly Type: string; readonly Value: string },
  { region, accountId }: Platform,
): Record<string, string> => ({
  Arn: `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`,
  Type,
  Value,
});

const tagList = (tags: Readonly<Record<string, string>> = {}): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Unlike other types: `CFN-LogicalId-RANDOM`. */
const generatedName = (logicalId: string, usual: string): string =>
  `CFN-${logicalId}-${usual.slice(usual.lastIndexOf('-') + 1)}`;
