import { parseRoute, routeTo } from '../../browser/route';

describe('an address of the page', () => {
  it.each([
    ['a view', routeTo('deployment'), { view: 'deployment', id: '' }],
    ['an id with signs', routeTo('item', 'a/b?c#d %'), { view: 'item', id: 'a/b?c#d %' }],
    ['no more than the start', '', { view: '', id: '' }],
    ['an id that is no good percent code', '#/item/%zz', { view: 'item', id: '%zz' }],
  ])('leads to %s', (_name, address, place) => {
    expect(parseRoute(address)).toMatchObject(place);
  });

  it('carries a query', () => {
    expect(parseRoute(routeTo('search', '', { q: 'a & b' })).query.get('q')).toBe('a & b');
  });
});
