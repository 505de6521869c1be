import { wordsOf } from '../src/item-words';

describe('the words of an item', () => {
  it.each([
    ['letters and digits, lower case', 'T-Light HOLDER, of 12', ['t', 'light', 'holder', 'of', '12']],
    ['letters with accents, however they are encoded', 'Cafe\u0301 Crème', ['café', 'crème']],
    ['Greek and Cyrillic words', 'Καφές Чашка', ['καφές', 'чашка']],
    ['pairs of Han characters', '木製椅子', ['木製', '製椅', '椅子']],
    ['pairs of kana, the prolonged sound included', 'コーヒー', ['コー', 'ーヒ', 'ヒー']],
    ['half-width kana as full-width ones', 'ｶﾒﾗ', ['カメ', 'メラ']],
    ['pairs of Hangul, so that particles do no harm', '가죽가방을', ['가죽', '죽가', '가방', '방을']],
    ['one character alone', '茶 A', ['茶', 'a']],
    ['scripts without a space between them', 'USBケーブル', ['usb', 'ケー', 'ーブ', 'ブル']],
    ['nothing of punctuation', '— & !', []],
  ])('are %s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});
