import { parseForm } from '../../src/gateway/query-protocol';
import type { Fields } from '../../src/gateway/shape';

const FIELDS = {
  Name: { type: 'string' },
  Limit: { type: 'integer' },
  Wait: { type: 'boolean' },
  Names: { type: 'list', of: { type: 'string' } },
  Tags: {
    type: 'list',
    of: { type: 'structure', fields: { Key: { type: 'string' }, Value: { type: 'string' } } },
  },
} as const satisfies Fields;

const parse = (form: string): Record<string, unknown> => parseForm(new URLSearchParams(form), FIELDS);

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
