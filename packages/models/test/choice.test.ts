import { bestOf, type Candidate } from '../src/choice';

/** A candidate whose NDCG is the same for all questions, given for each of the two splits. */
const candidate = (model: string, forward: number, byUser: number, questions = 100): Candidate => ({
  model,
  gains: Array.from({ length: questions }, () => forward),
  byUser: Array.from({ length: questions }, () => byUser),
});

const chosen = (...candidates: [Candidate, ...Candidate[]]): string => bestOf(candidates).model;

describe('the best of several models', () => {
  it('is one that is better forward in time and by user', () => {
    expect(chosen(candidate('usual', 0.1, 0.1), candidate('other', 0.2, 0.2))).toBe('other');
  });

  it('is one that is better one way alone, and as good the other way', () => {
    expect(chosen(candidate('usual', 0.1, 0.1), candidate('other', 0.2, 0.1))).toBe('other');
    expect(chosen(candidate('usual', 0.1, 0.1), candidate('other', 0.1, 0.2))).toBe('other');
  });

  it('is not one that is worse either way', () => {
    expect(chosen(candidate('usual', 0.1, 0.1), candidate('other', 0.2, 0.09))).toBe('usual');
    expect(chosen(candidate('usual', 0.1, 0.1), candidate('other', 0.09, 0.2))).toBe('usual');
  });

  it('is not one that a few questions alone speak for', () => {
    expect(chosen(candidate('usual', 0.1, 0.1, 2), candidate('other', 0.2, 0.2, 2))).toBe('usual');
  });
});
