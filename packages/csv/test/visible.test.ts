import { excerpt } from '../src/excerpt';
import { visible } from '../src/visible';

it.each([
  ['an escape sequence', '\x1b[31mred', '\\u{1b}[31mred'],
  ['an escape sequence of one byte', '\x9b31m', '\\u{9b}31m'],
  ['line ends', 'a\r\nb\u2028c', 'a\\u{d}\\u{a}b\\u{2028}c'],
  ['a turn of direction', '\u202egpj.exe', '\\u{202e}gpj.exe'],
  ['half a surrogate pair', '\ud83d!', '\\u{d83d}!'],
  ['nothing that hides', 'Sauté “Pan” 日本 \u05d0 👩‍🍳 =1+1', 'Sauté “Pan” 日本 \u05d0 👩‍🍳 =1+1'],
])('text from a file with %s is shown as it can be read', (_, text, shown) => {
  expect(visible(text)).toBe(shown);
});

it('text from a file is cut where it is long, spelt out or not', () => {
  expect(excerpt('x'.repeat(40))).toBe('x'.repeat(40));
  expect(excerpt('x'.repeat(41))).toBe(`${'x'.repeat(40)}…`);
  expect(excerpt('\0'.repeat(40))).toHaveLength(41);
});
