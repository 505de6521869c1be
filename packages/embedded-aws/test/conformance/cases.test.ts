import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CASES } from '../../conformance/cases/cases';
import { answerMatches } from '../../conformance/conformance-case';
import { conformanceDocument } from '../../conformance/conformance-document';
import { keyOf, RECORDINGS } from '../../conformance/recordings';
import { recordingKey } from '../../conformance/sources';

const ROOT = resolve(__dirname, '../../../..');
const BEHAVIOUR = readFileSync(join(ROOT, 'packages/embedded-aws/BEHAVIOUR.md'), 'utf8');

describe('the conformance cases', () => {
  it.each(Object.entries(CASES))('of %s have ids of their own', (_service, cases) => {
    const ids = cases.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('differ by sentences of BEHAVIOUR.md', () => {
    const named = Object.values(CASES)
      .flat()
      .flatMap(({ differs }) => differs ?? []);
    expect(named.filter((number) => !BEHAVIOUR.includes(`\n- ${number}. `))).toEqual([]);
  });

  it('that link to a recording name one that holds an answer', () => {
    const recorded = new Set(RECORDINGS.map(keyOf));
    const linked = Object.values(CASES)
      .flat()
      .flatMap(({ source }) => recordingKey(source) ?? []);
    expect(linked.filter((key) => !recorded.has(key))).toEqual([]);
  });

  it('are counted in docs/conformance.md, which "npm run conformance" writes', () => {
    expect(readFileSync(join(ROOT, 'docs/conformance.md'), 'utf8')).toBe(conformanceDocument());
  });
});

describe('an answer', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[1, 2], [1], false],
    [[{ a: 'xy' }], [{ a: /x/ }], true],
    [undefined, /x/, false],
    [null, {}, false],
    [{}, { a: undefined }, true],
  ])('%j matches %j: %s', (answer, expected, matches) => {
    expect(answerMatches(answer, expected)).toBe(matches);
  });
});
