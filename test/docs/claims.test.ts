import { CLAIMS } from './claims';
import { claimsOf, PROMISED, read } from './claims-document';
import { hasTest } from './named-tests';
import { plain } from './sentences';

const claims = Object.entries(CLAIMS).flatMap(([page, ofPage]) => ofPage.map((claim) => ({ page, claim })));

describe('a sentence that promises something', () => {
  it('is in the table of claims, once', () => {
    const wrong = PROMISED.filter(({ page, sentence }) => claimsOf(page, sentence).length !== 1);
    expect(wrong).toEqual([]);
  });

  it('is still there for every claim of the table, and in one place', () => {
    const wrong = claims.filter(
      ({ page, claim }) =>
        PROMISED.filter((one) => one.page === page && one.sentence.includes(claim.words)).length !== 1,
    );
    expect(wrong.map(({ page, claim }) => [page, claim.words])).toEqual([]);
  });
});

describe('a claim', () => {
  it('names tests, says what is not known, or why it is none', () => {
    const silent = claims.filter(
      ({ claim: { tests, unknown, noClaim } }) =>
        !tests.length && unknown === undefined && noClaim === undefined,
    );
    expect(silent).toEqual([]);
    expect(claims.filter(({ claim }) => claim.tests.length > 0).length).toBeGreaterThan(50);
  });

  it('names tests that exist', () => {
    const lost = claims.flatMap(({ page, claim }) =>
      claim.tests
        .filter(({ file, title }) => !/[.]test[.]ts$/.test(file) || !hasTest(file, title))
        .map((test) => ({ page, ...test })),
    );
    expect(lost).toEqual([]);
  });

  it('is on a page that says what of it is not known', () => {
    const silent = claims.filter(
      ({ page, claim }) => claim.unknown !== undefined && !plain(read(page)).includes(claim.unknown),
    );
    expect(silent).toEqual([]);
  });
});
