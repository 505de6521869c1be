import { keptByText } from '../src/kept-by-text';

describe('what is kept by text', () => {
  it('is made once for each text', () => {
    const made: string[] = [];
    const lengthOf = keptByText((text) => {
      made.push(text);
      return { length: text.length };
    });
    expect(lengthOf('one')).toEqual({ length: 3 });
    expect(lengthOf('one')).toBe(lengthOf('one'));
    expect(lengthOf('four').length).toBe(4);
    expect(made).toEqual(['one', 'four']);
  });

  it('does not grow without end, and is right all the same', () => {
    let made = 0;
    const numberOf = keptByText((text) => ({ number: Number(text), made: ++made }));
    for (let round = 0; round < 2; round++)
      for (let number = 0; number < 1_500; number++) expect(numberOf(String(number)).number).toBe(number);
    expect(made).toBeGreaterThan(1_500);
  });

  it('is no error', () => {
    let isWrong = true;
    const read = keptByText((text) => {
      if (isWrong) throw new Error(`wrong: ${text}`);
      return text;
    });
    expect(() => read('a')).toThrow('wrong: a');
    isWrong = false;
    expect(read('a')).toBe('a');
  });
});
