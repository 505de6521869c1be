import { keptBytes } from '../../../lambda/prepare-data/kept-bytes';

describe('keptBytes', () => {
  it('is a third of the memory of a function', () => {
    expect(keptBytes({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1536' })).toBe(512 * 1024 * 1024);
  });

  it('is for the preparation to choose elsewhere', () => {
    expect(keptBytes({})).toBeUndefined();
  });
});
