import { createHash } from 'node:crypto';
import { fillIn, ofWidth, sourceSet, webAddress } from '../src/addresses';
import { questionOf } from '../src/ask';
import { clickOf, withClick, type Click } from '../src/clicks';
import { headingOf, priceText } from '../src/texts';
import { withView } from '../src/views';
import { visitorNumber } from '../src/visitor';

const DAY = 24 * 3600;

describe('addresses of the data', () => {
  beforeAll(() => void Object.assign(globalThis, { document: { baseURI: 'https://shop.example/a/b' } }));
  afterAll(() => void Reflect.deleteProperty(globalThis, 'document'));

  it.each([
    ['https://cdn.example/1.jpg', 'https://cdn.example/1.jpg'],
    ['http://cdn.example/1.jpg', 'http://cdn.example/1.jpg'],
    ['file:///etc/passwd', undefined],
    ['/products/1', 'https://shop.example/products/1'],
    ['//cdn.example/1', 'https://cdn.example/1'],
    ['c?d', 'https://shop.example/a/c?d'],
    ['', undefined],
    ['javascript:alert(1)', undefined],
    [' java\nscript:alert(1)', undefined],
    ['data:text/html,<script>', undefined],
    ['blob:https://shop.example/1', undefined],
    ['https://', undefined],
  ])('%j lead to %s', (text, address) => {
    expect(webAddress(text)).toBe(address);
  });

  it('are made of patterns and widths', () => {
    expect(fillIn('/p/{itemId}?of={itemId}', 'a&b/ä')).toBe('/p/a%26b%2F%C3%A4?of=a%26b%2F%C3%A4');
    expect(fillIn('', '1')).toBe('');
    expect(ofWidth('/i/{width}/1.jpg')).toBe('/i/320/1.jpg');
    expect(sourceSet('/i/1.jpg')).toBe('');
    expect(sourceSet('/i/{width}.jpg').split(',')).toEqual(
      [320, 160, 640].map((width) => `https://shop.example/i/${width}.jpg ${width}w`),
    );
  });
});

const visitor = { session: 's', number: 0, isGuest: false };
const asked = (attributes: Record<string, string>, by?: typeof visitor): readonly string[] =>
  questionOf((name) => attributes[name] ?? '', by);

it('the question of a shelf has its parameters in one order, and none that is empty', () => {
  const path = '/recommendations/best-sellers?item=a%26b&items=1%2C3&num=4&filter=in-stock&exclude=1%2C2';
  const attributes = { exclude: '1,2', items: '1,3', filter: 'in-stock', num: '4', item: 'a&b', api: 'a' };
  expect(asked({ ...attributes, 'use-case': 'best-sellers' })).toEqual(['a', path, '']);
  expect(asked({ 'use-case': '../x', item: '' })[1]).toBe('/recommendations/..%2Fx?');
});

it('the question of a shelf names the session where it counts, and nobody has proven to be a user', () => {
  const query = (attributes: Record<string, string>): string => asked(attributes, visitor)[1].split('?')[1];
  expect(query({ 'use-case': 'recommended-for-you' })).toBe('session=s&visitor=0');
  expect(query({ 'use-case': 'recommended-for-you', 'user-token': 'a.b' })).toBe('visitor=0');
  expect(query({ 'use-case': 'best-sellers' })).toBe('visitor=0');
});

it.each([
  ['en', 'Best sellers'],
  ['ko-KR', '베스트셀러'],
  ['fi', 'Best sellers'],
  ['constructor', 'Best sellers'],
])('texts in %s have a heading', (language, heading) => {
  expect(headingOf('best-sellers', language)).toBe(heading);
});

it('texts have no heading for what is no use case', () => {
  for (const name of ['worst-sellers', 'constructor', '__proto__']) expect(headingOf(name, 'en')).toBe('');
});

it.each([
  [1234.5, 'EUR', 'en', '€1,234.50'],
  [1234.5, 'EUR', 'de', '1.234,50 €'],
  [12000, 'KRW', 'ko', '₩12,000'],
  [0, 'USD', 'en', '$0.00'],
  [5, undefined, 'en', '5'],
  [13.5, undefined, 'de', '13,50'],
  [5, 'no currency', 'en', '5'],
  [undefined, 'EUR', 'en', ''],
  [12.5, 'EUR', 'not a language', '12.5'],
])('texts say the price %j %s in %s as %s', (price, currency, language, text) => {
  expect(priceText(price, currency, language).replace(/\s/g, ' ')).toBe(text);
});

const useCase = 'best-sellers';
const click = (itemId: string, at: number): Click => ({ itemId, at, useCase, recommendationId: itemId });

it('clicks are kept for a week, one an item, the newest first, fifty at most', () => {
  const clicks = [click('a', 5 * DAY), click('b', 4 * DAY), click('c', DAY)];
  expect(withClick(clicks, click('b', 8 * DAY)).map(({ itemId }) => itemId)).toEqual(['b', 'a']);
  const many = Array.from({ length: 60 }, (_, at) => click(`i${at}`, 5 * DAY));
  expect(withClick(many, click('a', 5 * DAY))).toHaveLength(50);
});

it('clicks say where an item was recommended, as long as they are not too old', () => {
  const clicks = [click('a', DAY)];
  expect(clickOf(clicks, 'a', 7 * DAY)).toBe(clicks[0]);
  expect(clickOf(clicks, 'a', 8 * DAY)).toBeUndefined();
  expect(clickOf(clicks, 'b', DAY)).toBeUndefined();
});

it('viewed items are kept once each, the newest first, and twenty at most', () => {
  expect(withView(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
  const many = Array.from({ length: 20 }, (_, at) => `i${at}`);
  expect(withView(many, 'new')).toEqual(['new', ...many.slice(0, 19)]);
});

it.each(['', '1-2-3-4'])('the number of a visitor is the first 32 bits of the hash of %j', async (id) => {
  const digest = createHash('sha256').update(`ecommerce-recommenders:${id}`).digest();
  expect(await visitorNumber(id)).toBe(digest.readUInt32BE(0));
});
