import { CATALOGUE } from '../../src/sample/catalogue/catalogue';

const styles = CATALOGUE.flatMap((category) => category.styles);

describe('the catalogue', () => {
  it('has a dozen categories whose names can be joined with underscores', () => {
    expect(CATALOGUE.length).toBe(12);
    expect(CATALOGUE.filter(({ name }) => !/^[a-z]+$/.test(name))).toEqual([]);
  });

  it('names no style twice', () => {
    expect(new Set(styles.map(({ name }) => name)).size).toBe(styles.length);
  });

  it('has words enough for the names of all items of a style', () => {
    const short = styles.filter(
      ({ firsts, nouns, count }) => firsts.split(', ').length * nouns.split(', ').length < count,
    );
    expect(short).toEqual([]);
  });

  it('pairs styles that exist, and none with itself', () => {
    const names = new Set(styles.map(({ name }) => name));
    const astray = styles.filter(({ name, goesWith = [] }) =>
      goesWith.some((other) => other === name || !names.has(other)),
    );
    expect(astray).toEqual([]);
  });

  it('orders every range of prices', () => {
    expect(styles.filter(({ dollars: [lowest, highest] }) => lowest < 1 || lowest >= highest)).toEqual([]);
  });
});
