// Gives the package in the current folder the files of its tarball while npm packs it: `node packed-manifest.mjs
// write [README]` in prepack, `… restore` in postpack. In the checkout, `exports` lead to TypeScript and the root's
// README links to files; a tarball has neither.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Members that only the checkout needs. */
const OF_CHECKOUT = ['allowScripts', 'devDependencies', 'scripts', 'workspaces'];

/** Translation of the project's README. It is moved away, because npm packs every README. */
const TRANSLATION = 'README.ko.md';

const [command, readme] = process.argv.slice(2);
// Restores what an interrupted pack has left.
for (const name of ['package.json', 'README.md', 'CHANGELOG.md', TRANSLATION])
  if (existsSync(kept(name))) renameSync(kept(name), name);
if (command === 'write') {
  const { exports, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const field of OF_CHECKOUT) delete manifest[field];
  replace('package.json', JSON.stringify({ ...manifest, exports: built(exports) }, undefined, 2) + '\n');
  if (readme !== undefined) {
    replace('README.md', readFileSync(readme, 'utf8'));
    replace('CHANGELOG.md', withoutLinks(readFileSync('CHANGELOG.md', 'utf8')));
    renameSync(TRANSLATION, kept(TRANSLATION));
  }
}

/** Path of the backup of a checkout's file, under a name that npm does not pack. */
function kept(name) {
  return `.checkout-${name}`;
}

function replace(name, text) {
  renameSync(name, kept(name));
  writeFileSync(name, text);
}

/** Replaces links to files of the checkout with their text. */
function withoutLinks(text) {
  return text.replace(/\[([^\]]+)\]\((?!https?:|#)[^)]+\)/g, '$1');
}

/** The exports that do not lead to sources. */
function built(exports) {
  return Object.fromEntries(
    Object.entries(exports).filter(
      ([, target]) => typeof target !== 'string' || !target.startsWith('./src/'),
    ),
  );
}
