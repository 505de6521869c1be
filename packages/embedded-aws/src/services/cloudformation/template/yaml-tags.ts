import { Pair, Scalar, YAMLMap, type YAMLSeq, type CollectionTag, type ScalarTag } from 'yaml';

/** Intrinsic functions with a YAML short form: `!Sub` for `Fn::Sub`. */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];

const LONG_FORMS: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!Condition': 'Condition',
  ...Object.fromEntries(FUNCTIONS.map((name) => [`!${name}`, `Fn::${name}`])),
};

/** `!GetAtt A.B.C`: the resource is the part before the first dot. */
const textArgument = (key: string, text: string): unknown =>
  key === 'Fn::GetAtt' && text.includes('.')
    ? [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.') + 1)]
    : text;

function longForm(key: string, collection: YAMLMap.Parsed | YAMLSeq.Parsed): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(key), collection));
  return map;
}

/** Expands short forms of intrinsic functions. */
export const YAML_TAGS: (ScalarTag | CollectionTag)[] = Object.entries(LONG_FORMS).flatMap(([tag, key]) => [
  { tag, resolve: (text: string) => ({ [key]: textArgument(key, text) }) },
  {
    tag,
    collection: 'seq' as const,
    resolve: (value: YAMLMap.Parsed | YAMLSeq.Parsed) => longForm(key, value),
  },
  {
    tag,
    collection: 'map' as const,
    resolve: (value: YAMLMap.Parsed | YAMLSeq.Parsed) => longForm(key, value),
  },
]);
