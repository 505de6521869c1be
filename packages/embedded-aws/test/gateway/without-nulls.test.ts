import { withoutNulls } from '../../src/gateway/without-nulls';

const FIELDS = {
  name: { type: 'string' },
  tags: { type: 'list', of: { type: 'structure', fields: { key: { type: 'string' } } } },
  limits: { type: 'map', of: { type: 'integer' } },
  document: { type: 'any' },
} as const;

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
