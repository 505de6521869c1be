// Gives the package in the current folder the package.json of its tarball while npm packs it: `node packed-manifest.mjs write`
// in prepack, `… restore` in postpack. In the checkout, subpaths of `exports` lead to TypeScript, which a tarball lacks.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const MANIFEST = 'package.json';
/** The checkout's own. It is not among the `files` of the package. */
const KEPT = 'package.json.checkout';

// A pack that was interrupted has left it.
if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
if (process.argv[2] === 'write') {
  const text = readFileSync(MANIFEST, 'utf8');
  const manifest = JSON.parse(text);
  writeFileSync(KEPT, text);
  writeFileSync(
    MANIFEST,
    JSON.stringify({ ...manifest, exports: built(manifest.exports) }, undefined, 2) + '\n',
  );
}

/** The exports that do not lead to sources. */
function built(exports) {
  return Object.fromEntries(
    Object.entries(exports).filter(
      ([, target]) => typeof target !== 'string' || !target.startsWith('./src/'),
    ),
  );
}
