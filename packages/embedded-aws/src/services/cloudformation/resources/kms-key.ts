import type { InputOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { TAG_LIST, type Tag } from '../../../tags';
import { changedProperties } from '../engine/changes-of';
import { documentText, tagChanges } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  Description: { type: 'string' },
  Enabled: { type: 'boolean' },
  EnableKeyRotation: { type: 'boolean' },
  KeyPolicy: { type: 'any' },
  KeySpec: { type: 'string', subset: ['SYMMETRIC_DEFAULT', 'HMAC_256'] },
  KeyUsage: { type: 'string', subset: ['ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC'] },
  PendingWindowInDays: { type: 'integer' },
  RotationPeriodInDays: { type: 'integer' },
  Tags: TAG_LIST,
} as const;

type KeyProperties = InputOf<typeof PROPERTIES>;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const kmsKey = resourceType({
  properties: PROPERTIES,
  create: async (properties, { aws, initiated }) => {
    const { Description, KeyPolicy, KeySpec, KeyUsage, Tags } = properties;
    const { KeyMetadata } = await aws<{ KeyMetadata: { KeyId: string; Arn: string } }>('kms', 'CreateKey', {
      ...(Description !== undefined && { Description }),
      ...(KeySpec !== undefined && { KeySpec }),
      ...(KeyUsage !== undefined && { KeyUsage }),
      ...(KeyPolicy !== undefined && { Policy: documentText(KeyPolicy) }),
      ...(Tags && { Tags: kmsTags(Tags) }),
    });
    const { KeyId, Arn } = KeyMetadata;
    initiated(KeyId);
    if (properties.EnableKeyRotation) await applyRotation(KeyId, properties, aws);
    if (properties.Enabled === false) await aws('kms', 'DisableKey', { KeyId });
    return { physicalId: KeyId, attributes: { Arn, KeyId } };
  },
  update: async (properties, { aws, physicalId: KeyId, previous }) => {
    const changed = changedProperties(previous, properties);
    const { Enabled = true, Description = '', KeyPolicy } = properties;
    // Rotation can only be changed while the key is enabled.
    if (changed.includes('Enabled') && Enabled) await aws('kms', 'EnableKey', { KeyId });
    if (changed.includes('EnableKeyRotation') || changed.includes('RotationPeriodInDays'))
      await applyRotation(KeyId, properties, aws);
    if (changed.includes('Description')) await aws('kms', 'UpdateKeyDescription', { KeyId, Description });
    if (changed.includes('KeyPolicy') && KeyPolicy !== undefined)
      await aws('kms', 'PutKeyPolicy', { KeyId, Policy: documentText(KeyPolicy) });
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    if (removedKeys.length > 0) await aws('kms', 'UntagResource', { KeyId, TagKeys: removedKeys });
    if (added.length > 0) await aws('kms', 'TagResource', { KeyId, Tags: kmsTags(added) });
    if (changed.includes('Enabled') && !Enabled) await aws('kms', 'DisableKey', { KeyId });
  },
  remove: (KeyId, { aws, properties: { PendingWindowInDays = 30 } }) =>
    unlessGone(aws('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays })),
});

async function applyRotation(
  KeyId: string,
  { EnableKeyRotation, RotationPeriodInDays }: KeyProperties,
  aws: AwsCall,
): Promise<void> {
  if (!EnableKeyRotation) return void (await aws('kms', 'DisableKeyRotation', { KeyId }));
  await aws('kms', 'EnableKeyRotation', {
    KeyId,
    ...(RotationPeriodInDays !== undefined && { RotationPeriodInDays }),
  });
}

const kmsTags = (tags: readonly Tag[]): object[] =>
  tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
