import { machineLimit } from '../src/machine-limit';

const failed = (code: string): Error => Object.assign(new Error(`${code}: spawn`), { code });

describe('a limit of this machine', () => {
  it.each(['EMFILE', 'ENFILE', 'EAGAIN', 'ENOSPC'])('is told with what to do: %s', (code) => {
    expect(machineLimit(failed(code))).toMatch(new RegExp(`^.+\\. .+\\. \\(${code}: spawn\\)$`));
  });

  it('names the disk that is full', () => {
    const full = Object.assign(failed('ENOSPC'), { path: '/a/b', dest: '/c/d' });
    expect(machineLimit(full)).toContain('No space is left on the disk of /c. Make room there');
  });

  it('is not what any other error says', () => {
    for (const error of [failed('EACCES'), failed('toString'), new Error('EMFILE'), 'EMFILE', undefined])
      expect(machineLimit(error)).toBeUndefined();
  });
});
