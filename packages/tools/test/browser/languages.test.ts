import { formatsOf } from '../../browser/texts/formats';
import { firstLanguage, LANGUAGE_CODES, LANGUAGES } from '../../browser/texts/languages';

function stringsOf(texts: object, path = ''): (readonly [path: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[`${path}${key}`, value] as const];
    return typeof value === 'object' && value !== null ? stringsOf(value, `${path}${key}.`) : [];
  });
}

it.each([
  [null, ['ko-KR', 'en'], 'ko'],
  [null, ['fr', 'ko', 'en'], 'ko'],
  [null, ['fr-FR'], 'en'],
  ['en', ['ko-KR'], 'en'],
  ['toString', ['ko-KR'], 'ko'],
] as const)('the first language, after %s was chosen, of %j, is %s', (chosen, preferred, code) => {
  expect(firstLanguage(chosen, preferred)).toBe(code);
});

it('the texts are there in every language, and differ from English where they are words', () => {
  const english = new Map(stringsOf(LANGUAGES.en.texts));
  // Names that Korean documents write in Latin letters.
  const sameEverywhere = ['quality.metrics.ndcg.0', 'quality.metrics.mrr.0', 'units.between'];
  for (const code of LANGUAGE_CODES.filter((one) => one !== 'en'))
    for (const [path, text] of stringsOf(LANGUAGES[code].texts)) {
      expect([path, text]).not.toEqual([path, '']);
      if (!sameEverywhere.includes(path)) expect([path, text]).not.toEqual([path, english.get(path)]);
    }
});

const en = formatsOf('en');
const ko = formatsOf('ko');

it.each([
  [0, '0', '0'],
  [340, '340 ms', '340밀리초'],
  [2_400, '2.4 s', '2.4초'],
  [60_000, '1 min', '1분'],
  [200_000, '3 min 20 s', '3분 20초'],
  [3_900_000, '1 h 5 min', '1시간 5분'],
])('%i ms are %s, and %s', (ms, english, korean) => {
  expect([en.duration(ms), ko.duration(ms)]).toEqual([english, korean]);
});

it('prices are in the shop’s currency, or plain where it is not known, days and counts as the language has them', () => {
  expect(en.price(1592, 'USD')).toBe('$1,592.00');
  expect(ko.price(15900, 'KRW')).toBe('₩15,900');
  expect(en.price(1592, undefined)).toBe('1,592.00');
  expect(en.price(undefined, 'USD')).toBe('');
  const days = [en, ko].map(({ day }) => day(Date.UTC(2026, 7, 5, 12)));
  expect(days).toEqual(['Aug 5, 2026', '2026년 8월 5일']);
  const { found } = LANGUAGES.en.texts.search;
  expect([found(0, 0), found(1, 1), found(2, 2)]).toEqual(['No items.', '1 item.', '2 items.']);
  expect(found(4500, 24)).toBe('The first 24 of 4,500 items.');
  expect(LANGUAGES.en.texts.history.found(9, 2)).toBe('The latest 2 of 9 events.');
  expect(LANGUAGES.ko.texts.search.found(4500, 24)).toBe('상품 4,500개 중 처음 24개');
});
