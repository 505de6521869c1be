import type { PageProblem } from '../../src/page/page-answers';
import { en } from '../../browser/texts/en';
import { ko } from '../../browser/texts/ko';
import { Trouble, troubleInWords } from '../../browser/trouble';

const PROBLEMS = {
  ...{ 'not-deployed': {}, destroyed: {}, 'no-tracker': {}, 'no-server': {}, 'no-item': { itemId: 'i42' } },
} satisfies Record<PageProblem['kind'], object>;

it.each(Object.entries(PROBLEMS))('the problem %s has words of the page in each language', (kind, more) => {
  const trouble = new Trouble({ error: 'in English', problem: { kind, ...more } as PageProblem });
  expect(troubleInWords(trouble, en)).not.toBe('in English');
  expect(troubleInWords(trouble, ko)).toMatch(/[가-힣]{3}/);
  if (kind === 'no-item') expect(troubleInWords(trouble, ko)).toContain('i42');
});

it('what AWS says stays as it is, and Korean says so', () => {
  const trouble = new Trouble({ error: 'Rate exceeded' });
  expect(troubleInWords(trouble, en)).toBe('Rate exceeded');
  expect(troubleInWords(trouble, ko)).toBe('Rate exceeded (원문 그대로)');
});
