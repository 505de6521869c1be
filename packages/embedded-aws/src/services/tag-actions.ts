import type { Permission } from '../authorization/permission';
import type { Action, AnyAction } from '../gateway/action';
import type { Fields, InputOf, Shape } from '../gateway/shape';
import { mergeTags, tagMap, tagsOfMap, withoutTags, type Tag } from '../tags';

type OneField = Readonly<Record<string, Shape>>;

/** How a service tags its resources: member names and storage. */
export interface Tagging<Store, Resource extends Fields> {
  /** Operation names. @default TagResource, UntagResource, ListTagsForResource */
  readonly operations?: { readonly tag: string; readonly untag: string; readonly list: string };
  /** Members that identify the resource. */
  readonly resource: Resource;
  permission(operation: string): Permission<InputOf<Resource>, Store>;
  /** Members with the tags to add and the keys to remove. */
  readonly tags: OneField;
  readonly keys: OneField;
  /** Output member with the tags. @default the member of the tags to add */
  readonly listed?: string;
  /** Members of a tag on the wire, or `map`. @default Key, Value */
  readonly form?: 'map' | { readonly key: string; readonly value: string };
  /** Output of tagging and untagging. */
  readonly answer: object | undefined;
  get(resource: InputOf<Resource>, store: Store): readonly Tag[];
  set(resource: InputOf<Resource>, tags: readonly Tag[], store: Store): void;
}

const OPERATIONS = { tag: 'TagResource', untag: 'UntagResource', list: 'ListTagsForResource' } as const;
const KEY_AND_VALUE = { key: 'Key', value: 'Value' } as const;

/** A list of tag keys. */
export const TAG_KEYS = {
  type: 'list',
  required: true,
  of: { type: 'string', min: 1, max: 128 },
} as const satisfies Shape;

/**
 * Operations that tag, untag and list tags of a service's resources.
 *
 * @param _action - the service's own, for its store type
 */
export function tagActions<Store, const Resource extends Fields>(
  _action: <const F extends Fields>(action: Action<Store, F>) => Action<Store, F>,
  tagging: Tagging<Store, Resource>,
): Readonly<Record<string, AnyAction<Store>>> {
  const { operations = OPERATIONS, resource, tags, keys, form = KEY_AND_VALUE, answer } = tagging;
  const [tagsMember] = Object.keys(tags);
  const [keysMember] = Object.keys(keys);
  const { listed = tagsMember } = tagging;
  const { toWire, fromWire } = wireForm(form);
  type Input = InputOf<Resource> & Readonly<Record<string, unknown>>;
  const operation = (
    name: string,
    more: Fields,
    run: (input: Input, store: Store) => object | undefined,
  ): Record<string, AnyAction<Store>> => ({
    [name]: { input: { ...resource, ...more }, permissions: tagging.permission(name), run },
  });
  return {
    ...operation(operations.tag, tags, (input, store) => {
      tagging.set(input, mergeTags(tagging.get(input, store), fromWire(input[tagsMember])), store);
      return answer;
    }),
    ...operation(operations.untag, keys, (input, store) => {
      const removed = input[keysMember] as readonly string[];
      tagging.set(input, withoutTags(tagging.get(input, store), removed), store);
      return answer;
    }),
    ...operation(operations.list, {}, (input, store) => ({ [listed]: toWire(tagging.get(input, store)) })),
  };
}

function wireForm(form: NonNullable<Tagging<unknown, Fields>['form']>): {
  readonly toWire: (tags: readonly Tag[]) => object;
  readonly fromWire: (value: unknown) => readonly Tag[];
} {
  if (form === 'map')
    return { toWire: tagMap, fromWire: (value) => tagsOfMap(value as Readonly<Record<string, string>>) };
  const { key, value } = form;
  return {
    toWire: (tags) => tags.map(({ Key, Value }) => ({ [key]: Key, [value]: Value })),
    fromWire: (list) =>
      (list as readonly Readonly<Record<string, string>>[]).map((tag) => ({
        Key: tag[key],
        Value: tag[value],
      })),
  };
}
