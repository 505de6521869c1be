import type { Tag } from '../../tags';
import { DESCRIBING_HEADERS, type ObjectDescription, type DescribingHeader } from './bucket';
import { s3Error } from './s3-errors';

/** The members of an input that describe an object. */
export type DescribingInput = Partial<Record<DescribingHeader, string>> & {
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly Tagging?: string;
};

const MAX_TAGS = 10;

/** @throws AwsError `InvalidArgument` for more tags than an object can have */
export function objectDescription(input: DescribingInput): ObjectDescription {
  const headers: Partial<Record<DescribingHeader, string>> = {};
  for (const name of DESCRIBING_HEADERS) if (input[name] !== undefined) headers[name] = input[name];
  const tags: Tag[] = [...new URLSearchParams(input.Tagging ?? '')].map(([Key, Value]) => ({ Key, Value }));
  if (tags.length > MAX_TAGS) throw s3Error('InvalidArgument', `An object has at most ${MAX_TAGS} tags`);
  return { headers, metadata: input.Metadata ?? {}, tags };
}
