import picomatch from 'picomatch';

/**
 * Whether the path of a file matches one of the globs. A glob without a slash matches in every folder, and one for the
 * unpacked file also its `.gz`. Hidden files, macOS metadata among them, match no wildcard.
 */
export function fileMatcher(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map((glob) => picomatch(glob, { basename: !glob.includes('/') }));
  const matches = (path: string): boolean => matchers.some((matches) => matches(path));
  return (path) => !path.startsWith('__MACOSX/') && (matches(path) || matches(path.replace(/\.gz$/i, '')));
}

/** The same rule as regular expressions of a whole path without its `.gz`, for engines that have no globs such as these. */
export const patternsOf = (globs: readonly string[]): string[] =>
  globs.map((glob) => {
    const { source } = picomatch.makeRe(glob);
    return glob.includes('/') ? source : source.replace(/^\^/, '^(?:.*/)?');
  });
