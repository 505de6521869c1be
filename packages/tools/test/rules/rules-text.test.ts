import { rulesText } from '../../src/rules/rules-text';

const NOW_MS = Date.parse('2026-12-10T00:00:00Z');

it('the rules in force are a table of what they do, where and when', () => {
  const text = rulesText(
    {
      version: '2026-12-01T00:00:00.000Z',
      rules: [
        { name: 'a', action: 'pin', items: ['1', '2'], until: '2027-01-01T00:00:00Z' },
        { name: 'b', action: 'hide', category: 'knives', useCases: ['best-sellers'], aboutItems: ['7'] },
        { name: 'c\u001b', action: 'promote', items: ['3'], from: '2026-12-11T00:00:00Z' },
        { name: 'd', action: 'hide', items: ['4'], aboutCategory: 'toys', until: '2026-12-09T00:00:00Z' },
      ],
    },
    NOW_MS,
  );
  expect(rulesText({ rules: [], version: '' }, NOW_MS)).toBe('No rules are set.');
  expect(text.split('\n').map((line) => line.trimEnd().replaceAll(/ {2,}/g, '  '))).toEqual([
    'rule  does  where  when',
    'a  pin 1, 2  everywhere  now, until 2027-01-01T00:00:00Z',
    'b  hide the category knives  best-sellers, about 7  now',
    'c\\u{1b}  promote 3  everywhere  begins 2026-12-11T00:00:00Z',
    'd  hide 4  everywhere, about the category toys  ended 2026-12-09T00:00:00Z',
    'In force since 2026-12-01T00:00:00.000Z.',
  ]);
});
