import vm from 'node:vm';
import { findMismatch } from '../src/allowed-patterns';

describe('texts and their patterns', () => {
  it('have a first mismatch, or none', () => {
    const tests = ['a', 'b', 'c'].map((text) => ({ pattern: '^[ac]$', text }));
    expect(findMismatch(tests)).toEqual({ at: 1 });
    expect(findMismatch([tests[0], tests[2]])).toBeUndefined();
  });

  it('hold where all were tested when the time was over, as on a machine that halts for a moment', () => {
    const run = vm.runInNewContext;
    const spy = jest.spyOn(vm, 'runInNewContext').mockImplementation((...args) => {
      run(...args);
      throw Object.assign(new Error('timed out'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
    });
    expect(findMismatch([{ pattern: '^a$', text: 'a' }])).toBeUndefined();
    spy.mockRestore();
  });
});
