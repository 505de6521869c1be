/** Maximum number of runs of `*` between two slashes. */
const MOST_WILDCARDS = 4;

/** Maximum number of `**`, each of which matches any number of folders. */
const MOST_GLOBSTARS = 2;

/** Matches parts of a pattern that repeat: `+(a)`, `(a)+`, `{a,b}+`, `[a]+`. */
const REPEATED = /[@!+*?]\(|\)[+*?]|[\]}]\+/;

/**
 * Whether comparing a glob with a name takes bounded time. For a pattern that repeats, the time grows exponentially;
 * for many wildcards, with a power of the name's length.
 */
export function isBoundedGlob(glob: string): boolean {
  const parts = glob.split('/');
  const wildcards = parts.map((part) => part.split(/\*+/).length - 1);
  const globstars = parts.filter((part) => part.includes('**'));
  return (
    !REPEATED.test(glob) && Math.max(...wildcards) <= MOST_WILDCARDS && globstars.length <= MOST_GLOBSTARS
  );
}
