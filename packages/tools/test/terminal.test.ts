import fc from 'fast-check';
import Table from 'cli-table3';
import { explainError, tableStyle, terminalJson } from '../src/terminal';

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

  it('escapes control characters of quoted text', () => {
    expect(explainError(new Error('first\nitem \x1b[31m'))).toBe('first\nitem \\u{1b}[31m');
  });

  it('is the message alone where there is nothing to add', () => {
    expect(explainError(new Error('items.csv, line 3: …'))).toBe('items.csv, line 3: …');
  });
});

describe('JSON for a terminal', () => {
  it('has no control characters except line ends', () => {
    const text = terminalJson({ name: '\x1b[31m\x9b31m\x7f\r\n\u202e\u2028\u{e0001}' });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });

  it('parses to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(terminalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe('the style of a table', () => {
  const { NO_COLOR } = process.env;
  afterEach(() => {
    if (NO_COLOR === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = NO_COLOR;
  });

  it('has neither frame nor colours in a file', () => {
    const table = new Table({ head: ['a'], ...tableStyle(false) });
    table.push(['b']);
    expect(table.toString()).toBe(' a \n b ');
  });

  it('has colours on a terminal, unless NO_COLOR is set', () => {
    delete process.env.NO_COLOR;
    expect(tableStyle(true).style).toMatchObject({ head: ['bold'], border: ['gray'] });
    process.env.NO_COLOR = '1';
    expect(tableStyle(true).style).toMatchObject({ head: [], border: [] });
  });
});
