import type { PageProblem } from '../../src/page/page-answers';
import { en } from '../../browser/texts/en';
import { ko } from '../../browser/texts/ko';
import { Trouble, troubleInWords } from '../../browser/trouble';

const PROBLEMS: Record<PageProblem['kind'], PageProblem> = {
  'not-deployed': { kind: 'not-deployed' },
  destroyed: { kind: 'destroyed' },
  'no-tracker': { kind: 'no-tracker' },
  'no-server': { kind: 'no-server' },
  'no-item': { kind: 'no-item', itemId: 'i42' },
};

describe.each(Object.values(PROBLEMS))('the problem $kind', (problem) => {
  const trouble = new Trouble({ error: 'in English', problem });

  it('has words of the page in each language', () => {
    expect(troubleInWords(trouble, en)).not.toBe('in English');
    expect(troubleInWords(trouble, ko)).toMatch(/[가-힣]{3}/);
    if (problem.kind === 'no-item') expect(troubleInWords(trouble, ko)).toContain('i42');
  });
});

it('what AWS says stays as it is, and Korean says so', () => {
  const trouble = new Trouble({ error: 'Rate exceeded' });
  expect(troubleInWords(trouble, en)).toBe('Rate exceeded');
  expect(troubleInWords(trouble, ko)).toBe('Rate exceeded (원문 그대로)');
});
