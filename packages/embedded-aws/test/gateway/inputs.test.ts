import type { AwsError } from '../../src/aws-error';
import type { Fields } from '../../src/gateway/shape';
import { parseForm } from '../../src/gateway/query-protocol';
import { validate } from '../../src/gateway/validate';
import { withoutNulls } from '../../src/gateway/without-nulls';

const FIELDS = {
  name: { type: 'string', required: true, min: 1, max: 5, pattern: /[a-z]+/ },
  mode: { type: 'string', enum: ['FULL', 'INCREMENTAL'] },
  count: { type: 'integer', min: 1, max: 10 },
  tags: {
    type: 'list',
    max: 1,
    of: { type: 'structure', fields: { key: { type: 'string', required: true } } },
  },
  limits: { type: 'map', of: { type: 'integer' } },
  enabled: { type: 'boolean' },
  document: { type: 'any' },
} as const satisfies Fields;

function errorOf(input: unknown): AwsError {
  try {
    validate(input, FIELDS, 'ValidationException');
  } catch (error) {
    return error as AwsError;
  }
  throw new Error('the input was accepted');
}

const failsWith =
  (code: string) =>
  (input: unknown, words: string): void =>
    expect(errorOf(input)).toMatchObject({ code, message: expect.stringContaining(words) as string });

describe('validation', () => {
  it('accepts an input that satisfies every constraint', () => {
    const more = { count: 3, tags: [{ key: 'a' }], limits: { x: 1 }, enabled: true };
    for (const input of [
      { name: 'abc', mode: 'FULL', ...more },
      { name: 'abc', mode: null },
    ])
      expect(() => validate(input, FIELDS, 'ValidationException')).not.toThrow();
  });

  it.each([
    [{}, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [{ name: '' }, "Value '' at 'name' failed to satisfy constraint: Member must have length greater than"],
    [{ name: 'abcdef' }, 'Member must have length less than or equal to 5'],
    [{ name: 'a-b' }, 'Member must satisfy regular expression pattern: [a-z]+'],
    [{ name: 'a', mode: 'full' }, 'Member must satisfy enum value set: [FULL, INCREMENTAL]'],
    [
      { name: 'a', count: 11 },
      "Value '11' at 'count' failed to satisfy constraint: Member must have value less",
    ],
    [
      { name: 'a', tags: [{ key: 'a' }, { key: 'b' }] },
      "at 'tags' failed to satisfy constraint: Member must",
    ],
    [{ name: 'a', tags: [{}] }, "Value null at 'tags.1.member.key' failed"],
    [{ name: 'a', colour: 'red' }, "Parameter 'colour' is not known to the embedded AWS"],
    [{ title: 'a' }, "1 validation error detected: Parameter 'title' is not known to the embedded AWS"],
    [{ name: 'a', ['__proto__x']: 1 }, "Parameter '__proto__x' is not known"],
  ])('fails %j and says why', failsWith('ValidationException'));

  it('fails for a value deeper than the stack, and one too long for its pattern, in few words', () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    expect(errorOf({ name: deep }).message).toBe("Expected a string at 'name', got [1 entries]");
    const { message } = errorOf({ name: 'X'.repeat(100_000) });
    expect(message).toContain('1 validation error detected');
    expect(message.length).toBeLessThan(400);
  });

  it('fails with the wrong JSON type alone where there are violations, too', () => {
    const error = errorOf({ mode: 'x', count: 0, enabled: 'true', tags: [{}, {}] });
    expect([error.code, error.message]).toEqual([
      'SerializationException',
      "Expected a boolean at 'enabled', got 'true'",
    ]);
  });

  it('fails with every violation in one message', () => {
    expect(errorOf({ mode: 'x', count: 0 }).message).toMatch(/^3 validation errors detected: .*; .*; /);
  });

  it('fails with the number of all violations, and a hundred of them in words (HTTP-8)', () => {
    const { message } = errorOf({ name: 'a', tags: Array.from({ length: 100_000 }, () => ({})) });
    expect(message).toMatch(/^100001 validation errors detected: .*; …$/);
    expect(message.split('; ')).toHaveLength(101);
  });

  it.each([
    [{ name: 5 }, "Expected a string at 'name', got 5"],
    [{ name: 'a', count: '3' }, "Expected an integer at 'count', got '3'"],
    [{ name: 'a', count: 1.5 }, 'Expected an integer'],
    [{ name: 'a', tags: {} }, 'Expected a list'],
    [{ name: 'a', limits: [] }, 'Expected a map'],
    [{ name: 'a', enabled: 'true' }, 'Expected a boolean'],
    ['text', 'Expected a structure as input'],
  ])(
    'fails the wrong JSON type of %j as a SerializationException (HTTP-8)',
    failsWith('SerializationException'),
  );
});

describe('an input without nulls', () => {
  it('lacks the members that are null, in structures, lists of structures and maps', () => {
    const input = { name: null, tags: [{ key: null }, { key: 'a' }], limits: { x: null, y: 1 }, other: null };
    expect(withoutNulls(input, FIELDS)).toEqual({ tags: [{}, { key: 'a' }], limits: { y: 1 } });
  });

  it('keeps null entries of lists, free documents and values of a wrong type, for the validation to tell', () => {
    const input = { tags: [null, [null]], limits: [null], document: { a: null }, colour: { b: null } };
    expect(withoutNulls(input, FIELDS)).toEqual(input);
  });

  it('takes names of every object for names like any other', () => {
    const input = JSON.parse('{"__proto__":{"name":"x"},"toString":1}') as Record<string, unknown>;
    const cleaned = withoutNulls(input, FIELDS);
    expect(Object.keys(cleaned)).toEqual(['__proto__', 'toString']);
    expect(cleaned.name).toBeUndefined();
  });
});

const FORM = {
  Name: { type: 'string' },
  Limit: { type: 'integer' },
  Wait: { type: 'boolean' },
  Names: { type: 'list', of: { type: 'string' } },
  Tags: {
    type: 'list',
    of: { type: 'structure', fields: { Key: { type: 'string' }, Value: { type: 'string' } } },
  },
} as const satisfies Fields;

const parse = (form: string): Record<string, unknown> => parseForm(new URLSearchParams(form), FORM);

describe('forms of the query protocol', () => {
  it.each([
    ['Action=X&Version=1&Name=a%20b', { Name: 'a b' }],
    ['Limit=5&Wait=true', { Limit: 5, Wait: true }],
    ['Names=', { Names: [] }],
    [
      'Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b',
      { Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] },
    ],
    ['Wait=yes', { Wait: 'yes' }],
    ['Colour=red', { Colour: 'red' }],
  ])('%s becomes typed members', (form, members) => {
    expect(parse(form)).toEqual(members);
  });

  it('keep the order of a list of more than nine', () => {
    const form = Array.from({ length: 12 }, (_, at) => `Names.member.${12 - at}=n${12 - at}`).join('&');
    expect(parse(form).Names).toEqual(Array.from({ length: 12 }, (_, at) => `n${at + 1}`));
  });
});
