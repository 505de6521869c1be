import { tagMap, type Tag } from '../../../tags';

/** A policy document in a template: structure or text. */
export const POLICY_DOCUMENT = { type: 'any', required: true } as const;

/** A policy document as services expect it. */
export const documentText = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

/** The calls that turn old tags into new ones. */
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

/** Tags in Personalize's format. */
export const personalizeTags = (tags: readonly Tag[] = []): object[] =>
  tags.map(({ Key, Value }) => ({ tagKey: Key, tagValue: Value }));
