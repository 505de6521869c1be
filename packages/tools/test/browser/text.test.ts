import { countOf, duration, spellOut } from '../../browser/text';

describe('what was found, in words', () => {
  it.each([
    [0, 0, 'No items.'],
    [1, 1, '1 item.'],
    [2, 2, '2 items.'],
    [4500, 24, 'The first 24 of 4,500 items.'],
  ])('says of %i with %i shown: %s', (total, shown, words) => {
    expect(countOf({ total, first: Array(shown) }, 'item')).toBe(words);
  });

  it('says which are shown', () => {
    expect(countOf({ total: 9, first: [1, 2] }, 'event', 'latest')).toBe('The latest 2 of 9 events.');
  });
});

describe('a duration', () => {
  it.each([
    [0, '0'],
    [340, '340 ms'],
    [2_400, '2.4 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
    [3_900_000, '1 h 5 min'],
  ])('of %i ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

const TURNED = 'Pan \u202egnp';
const SHOWN = 'Pan \\u{202e}gnp';

const spelled = (props: Record<string, unknown>): Record<string, unknown> => {
  spellOut(props);
  return props;
};

describe('what an element of the page shows', () => {
  it('is spelt out, alone or among others', () => {
    expect(spelled({ children: TURNED })).toEqual({ children: SHOWN });
    const child = { type: 'b' };
    const children = [TURNED, child, 3, [[TURNED], undefined, false]];
    expect(spelled({ children })).toEqual({ children: [SHOWN, child, 3, [[SHOWN], undefined, false]] });
    expect(children[0]).toBe(TURNED);
  });

  it('is spelt out in attributes that are read, and no others', () => {
    const props = { title: TURNED, 'aria-label': TURNED, href: TURNED, value: TURNED };
    expect(spelled({ ...props })).toEqual({
      ...props,
      title: SHOWN,
      'aria-label': SHOWN,
      children: undefined,
    });
  });

  it('stays as it is where nothing hides in it', () => {
    const children = 'Sauté “Pan” 日本 \u05d0 👩‍🍳';
    expect(spelled({ children })).toEqual({ children });
  });
});
