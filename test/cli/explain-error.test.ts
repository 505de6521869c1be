import { explainError } from '../../cli/explain-error';

describe('an error in words', () => {
  it.each([
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), 'npm run local'],
    [Object.assign(new Error('no'), { name: 'CredentialsProviderError' }), 'Set AWS_PROFILE'],
    [Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }), 'Make room'],
    [new Error('Region is missing'), 'Set AWS_REGION'],
  ])('of %s says what to do', (error, advice) => {
    expect(explainError(error)).toContain(error.message);
    expect(explainError(error)).toContain(advice);
  });

  it('lets no text of a file drive the terminal', () => {
    expect(explainError(new Error('first\nitem \x1b[31m'))).toBe('first\nitem \\u{1b}[31m');
  });

  it('is the message alone where there is nothing to add', () => {
    expect(explainError(new Error('items.csv, line 3: …'))).toBe('items.csv, line 3: …');
  });
});
