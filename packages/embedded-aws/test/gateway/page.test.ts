import { pageOf } from '../../src/gateway/page';

const keyOf = (text: string): string => text;

it('goes on where a page ended although the list has changed', () => {
  const first = pageOf(['a', 'c', 'e'], keyOf, { size: 2 });
  expect(first.items).toEqual(['a', 'c']);
  const second = pageOf(['b', 'd', 'e'], keyOf, { size: 2, token: first.nextToken });
  expect(second).toEqual({ items: ['d', 'e'] });
});

it('has no token on a last page, full or empty', () => {
  expect(pageOf(['a', 'b'], keyOf, { size: 2 })).toEqual({ items: ['a', 'b'] });
  expect(pageOf([], keyOf, { size: 2 })).toEqual({ items: [] });
  const { nextToken } = pageOf(['a', 'b'], keyOf, { size: 1 });
  expect(pageOf(['a'], keyOf, { size: 1, token: nextToken })).toEqual({ items: [] });
});

it('fails with a token of another making', () => {
  const page = (): unknown => pageOf(['a'], keyOf, { size: 1, token: 'x' });
  expect(page).toThrow('The token x does not belong to this list');
});
