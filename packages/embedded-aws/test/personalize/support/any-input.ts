import * as fc from 'fast-check';
import type { Fields, Shape } from '../../../src/gateway/shape';

const DEPTH = 100_000;

/** Bodies that are not JSON, not a structure, or expensive to parse. */
const STRANGE_BODIES: readonly string[] = [
  ...['', '{', 'null', '[]', '"text"', '1e999', '\ufeff{}', '{"name":"\ud800"}'],
  '{"__proto__":{"name":"shop"}}',
  '{"constructor":{"prototype":{}},"toString":1}',
  '['.repeat(DEPTH),
  `{"name":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`,
  `{"tags":[${'{},'.repeat(2000)}{}]}`,
];

const STRANGE_VALUES: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('x'.repeat(200_000), ':'.repeat(50_000), ' ', '\0', -1, 1e308, 2 ** 53, null),
  fc.constantFrom('{"__proto__":"x"}', '{"__proto__":{}}').map((text): unknown => JSON.parse(text)),
);

/**
 * Request texts for an operation: most satisfy its constraints except for a value or two, some are
 * arbitrary.
 *
 * @param texts strings to use where they fit: ARNs of existing resources, names, expressions
 */
export function anyInput(fields: Fields, texts: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: structure(fields, texts).map((input) => JSON.stringify(input)) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(...STRANGE_BODIES) },
  );
}

function structure(fields: Fields, texts: readonly string[]): fc.Arbitrary<object> {
  const members = Object.entries(fields).map(([name, shape]) => [name, nearly(shape, texts)] as const);
  const requiredKeys = Object.keys(fields).filter((name) => fields[name].required);
  const known = fc.record(Object.fromEntries(members), { requiredKeys });
  const unknown = fc.dictionary(fc.constantFrom('colour', '', 'toString'), fc.jsonValue(), { maxKeys: 1 });
  return fc.oneof(
    { weight: 12, arbitrary: known },
    { weight: 1, arbitrary: fc.tuple(known, unknown).map(([one, other]) => ({ ...other, ...one })) },
  );
}

const nearly = (shape: Shape, texts: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fitting(shape, texts) }, { weight: 1, arbitrary: STRANGE_VALUES });

function fitting(shape: Shape, texts: readonly string[]): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'string': {
      const all = shape.enum ?? texts.filter((text) => fits(text, shape));
      return all.length > 0 ? fc.constantFrom(...all) : fc.string();
    }
    case 'integer':
      return fc.integer({ min: shape.min ?? -2, max: Math.min(shape.max ?? 1000, 1000) });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'timestamp':
      return fc.oneof(fc.integer({ min: 0, max: 2_000_000_000 }), fc.double({ noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'list':
      return fc.array(nearly(shape.of, texts), {
        minLength: shape.min ?? 0,
        maxLength: (shape.min ?? 0) + 2,
      });
    case 'map':
      return fc.dictionary(
        fc.constantFrom(...texts.filter((text) => !shape.key || fits(text, shape.key))),
        nearly(shape.of, texts),
        { maxKeys: Math.min(shape.max ?? 2, 2) },
      );
    case 'structure':
      return structure(shape.fields, texts);
    case 'any':
      return fc.jsonValue();
  }
}

const fits = (
  text: string,
  { min = 0, max = Infinity, pattern }: { min?: number; max?: number; pattern?: RegExp },
): boolean =>
  text.length >= min &&
  text.length <= max &&
  (!pattern || new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(text));
