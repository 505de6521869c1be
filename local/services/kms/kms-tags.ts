import type { Tag } from '../../tags';

/** A tag as this service writes it. */
export interface KmsTag {
  readonly TagKey: string;
  readonly TagValue: string;
}

/** Tags of an input, as the rest of AWS has them. */
export const tagsOf = (tags: readonly KmsTag[] = []): Tag[] =>
  tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));

/** Tags for an answer. */
export const kmsTags = (tags: readonly Tag[]): KmsTag[] =>
  tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
