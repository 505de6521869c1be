import { itemName, personInWords, userName } from '../../browser/names';
import { LANGUAGES } from '../../browser/texts/languages';

const EN = LANGUAGES.en.texts;
const KO = LANGUAGES.ko.texts;
const UUID = 'eab3d789-423e-40df-a3c1-7cce47d460fe';

const person = (...interests: { category: string; style?: string }[]) => ({
  ...{ userId: 'u', name: 'u', views: 98, orders: 4 },
  interests,
});

const DRUMMER = person({ category: 'music', style: 'drums' }, { category: 'kitchen', style: 'pans' });

it.each([
  [DRUMMER, 'drummer who cooks', '요리하는 드러머'],
  [person({ category: 'Toys' }, { category: 'books' }), 'fan of Toys who reads', '책을 읽는 Toys 애호가'],
  [person({ category: 'constructor' }), 'fan of constructor', 'constructor 애호가'],
  [{ ...person(), isNew: true as const }, 'has hardly begun', '이제 막 시작한 고객'],
  [person(), 'comes often', '자주 오는 고객'],
])('names on the page say who a person is', (one, en, ko) => {
  expect([personInWords(one, EN), personInWords(one, KO)]).toEqual([en, ko]);
});

it('names on the page show no id that says nothing', () => {
  expect(userName({ userId: UUID, name: UUID }, EN)).toBe('this shopper');
  expect(userName({ userId: UUID, name: 'Ann' }, EN)).toBe('Ann');
  const unnamed = { userId: '152', name: '152' };
  expect([userName(unnamed, EN), userName(unnamed, KO)]).toEqual(['shopper 152', '고객 152']);
  expect(itemName({ itemId: UUID }, EN)).toBe('An item without a name');
  expect(itemName({ itemId: UUID, name: UUID, category: 'garden' }, EN)).toBe('garden');
  expect(itemName({ itemId: 'SKU-17' }, EN)).toBe('SKU-17');
});
