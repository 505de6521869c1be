import { AwsError } from '../../aws-error';
import { invalidInput } from './errors';

/** A tag on the wire. */
export interface Tag {
  readonly tagKey: string;
  readonly tagValue: string;
}

const MAX_TAGS = 50;

/**
 * Adds tags; existing keys are overwritten.
 *
 * @throws AwsError `TooManyTagsException`, or `InvalidInputException` for a key that AWS reserves
 */
export function setTags(current: Map<string, string>, added: readonly Tag[] = []): Map<string, string> {
  const reserved = added.find(({ tagKey }) => tagKey.toLowerCase().startsWith('aws:'));
  if (reserved)
    throw invalidInput(`Tag key ${reserved.tagKey} is reserved: choose one that does not start with aws:.`);
  const keys = new Set([...current.keys(), ...added.map(({ tagKey }) => tagKey)]);
  if (keys.size > MAX_TAGS)
    throw new AwsError(
      'TooManyTagsException',
      `A resource may have ${MAX_TAGS} tags; with these it would have ${keys.size}.`,
    );
  for (const { tagKey, tagValue } of added) current.set(tagKey, tagValue);
  return current;
}
