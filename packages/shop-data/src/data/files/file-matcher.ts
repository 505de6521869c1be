import picomatch from 'picomatch';

const OPTIONS = { noextglob: true };

/**
 * Returns a function that tells whether a file's path matches one of the globs. A glob without a slash matches in every folder,
 * and every glob also matches files with `.gz` appended. Wildcards do not match hidden files, such as macOS metadata.
 */
export function fileMatcher(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map((glob) => picomatch(glob, { ...OPTIONS, basename: !glob.includes('/') }));
  const matches = (path: string): boolean => matchers.some((matches) => matches(path));
  return (path) => !path.startsWith('__MACOSX/') && (matches(path) || matches(path.replace(/\.gz$/i, '')));
}

/** The globs as regular expressions for whole paths without `.gz`. They are for engines that do not support such globs. */
export const patternsOf = (globs: readonly string[]): string[] =>
  globs
    .flatMap((glob) => [glob, `${glob}.[gG][zZ]`])
    .map((glob) => {
      const { source } = picomatch.makeRe(glob, OPTIONS);
      return glob.includes('/') ? source : source.replace(/^\^/, '^(?:.*/)?');
    });
