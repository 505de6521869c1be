/** Most runs of `*` between two slashes. */
const MOST_WILDCARDS = 4;

/** Most `**`, each for any number of folders. */
const MOST_GLOBSTARS = 2;

/** Parts of a pattern that repeat: `+(a)`, `(a)+`, `{a,b}+`, `[a]+`. */
const REPEATED = /[@!+*?]\(|\)[+*?]|[\]}]\+/;

/**
 * Whether a glob is compared with a name in time that does not run away: that of a pattern that repeats grows exponentially, that of many
 * wildcards with a power of the name's length.
 */
export function isBoundedGlob(glob: string): boolean {
  const parts = glob.split('/');
  const wildcards = parts.map((part) => part.split(/\*+/).length - 1);
  const globstars = parts.filter((part) => part.includes('**'));
  return (
    !REPEATED.test(glob) && Math.max(...wildcards) <= MOST_WILDCARDS && globstars.length <= MOST_GLOBSTARS
  );
}
