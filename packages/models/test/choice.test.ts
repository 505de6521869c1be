import { bestOf, type Candidate } from '../src/choice';

/** A candidate whose NDCG is the same for all questions, given for each of the two splits. */
const candidate = (model: string, forward: number, byUser: number, questions: number): Candidate => ({
  model,
  gains: Array.from({ length: questions }, () => forward),
  byUser: Array.from({ length: questions }, () => byUser),
});

it.each([
  ['one that is better forward in time and by user', 'other', 0.2, 0.2, 100],
  ['one that is better forward in time, and as good by user', 'other', 0.2, 0.1, 100],
  ['one that is better by user, and as good forward in time', 'other', 0.1, 0.2, 100],
  ['not one that is worse by user', 'usual', 0.2, 0.09, 100],
  ['not one that is worse forward in time', 'usual', 0.09, 0.2, 100],
  ['not one that a few questions alone speak for', 'usual', 0.2, 0.2, 2],
] as const)('the best of several models is %s', (_what, best, forward, byUser, questions) => {
  const usual = candidate('usual', 0.1, 0.1, questions);
  expect(bestOf([usual, candidate('other', forward, byUser, questions)]).model).toBe(best);
});
