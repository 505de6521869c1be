import { tagMap, type Tag } from '../../../tags';

/** A policy document as a template writes it: a structure, or text. */
export const POLICY_DOCUMENT = { type: 'any', required: true } as const;

/** A policy document as the services take it. */
export const documentText = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

/** What has to be called to get from some tags to others. */
export function tagChanges(
  before: readonly Tag[] = [],
  after: readonly Tag[] = [],
): { added: Tag[]; removedKeys: string[] } {
  const [old, wanted] = [tagMap(before), tagMap(after)];
  return {
    added: after.filter(({ Key, Value }) => old[Key] !== Value),
    removedKeys: Object.keys(old).filter((key) => !(key in wanted)),
  };
}

/** Tags as Personalize writes them. */
export const personalizeTags = (tags: readonly Tag[] = []): object[] =>
  tags.map(({ Key, Value }) => ({ tagKey: Key, tagValue: Value }));
