import { Directory } from '../../src/page/directory';

const items = new Directory<string>();
items.add('9fbb-a', 'tent', 'Pop-Up Tent', 'camping');
items.add('9fbb-b', 'tepee', 'Tepee', 'camping');
items.add('c', 'cup', 'Café cup', 'kitchen');

it.each([
  ['words in any order and case', 'CAMPING tent', ['tent']],
  ['the beginning of a word', 'te', ['tent', 'tepee']],
  ['a word behind a hyphen', 'up', ['tent']],
  ['letters with accents', 'café', ['cup']],
  ['a part of an id', '9fbb-b', ['tepee']],
  ['nothing, which finds all', ' ', ['tent', 'tepee', 'cup']],
  ['what is within a word, which finds none', 'ent', []],
])('a directory is searched by %s', (_name, query, found) => {
  expect(items.search(query, 10)).toEqual({ total: found.length, first: found });
});

it('a directory gives one entry by its id, the latest, and counts beyond what it finds', () => {
  const names = new Directory<string>();
  names.add('a', 'old', 'Old');
  names.add('a', 'new', 'New');
  expect([names.size, names.get('a'), names.search('old', 9).total, names.search('new', 9).total]).toEqual([
    ...[1, 'new', 0, 1],
  ]);
  expect(items.search('camping', 1)).toEqual({ total: 2, first: ['tent'] });
  expect([items.get('c'), items.get('d'), items.size]).toEqual(['cup', undefined, 3]);
});

it('a directory is completed with other ids, and stays as it is', () => {
  const all = items.and(['d9', 'c'], (id) => `no. ${id}`);
  expect(all.all()).toEqual(['tent', 'tepee', 'cup', 'no. d9']);
  expect(all.search('d9', 9)).toEqual({ total: 1, first: ['no. d9'] });
  expect([all.has('d9'), items.has('d9'), all.search('kitchen', 9).total]).toEqual([true, false, 1]);
});
