import fc from 'fast-check';
import { terminalJson } from '../../cli/terminal-json';

describe('JSON for a terminal', () => {
  it('holds nothing that a terminal obeys but its own line ends', () => {
    const text = terminalJson({ name: '\x1b[31m\x9b31m\x7f\r\n\u202e\u2028\u{e0001}' });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });

  it('is the same value to whoever parses it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(terminalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
