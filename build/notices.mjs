// The licenses of third-party packages that are bundled into a tarball.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * @param {string} root
 * @param {readonly string[]} files that were bundled, from the root
 * @returns {string} the notices, one below the other
 * @throws Error for a package without a license text
 */
export function notices(root, files) {
  const folders = new Set(files.flatMap((file) => PACKAGE.exec(file.replaceAll('\\', '/'))?.[0] ?? []));
  const titles = new Map();
  for (const [title, text] of [...folders].map((folder) => noticeOf(path.resolve(root, folder))))
    titles.set(text, [...(titles.get(text) ?? []), title]);
  const sections = [...titles].map(([text, named]) => `${named.sort().join('\n')}\n\n${text}\n`).sort();
  return ['The files of this package contain code of others, under these licenses.\n', ...sections].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

/** The text of this license contains no names, and some packages leave it out. */
const WITHOUT_NAMES = 'Apache-2.0';

/** Packages that name a license without its text, each with a package of the same author that has the text. */
const LIKE = new Map([['@nodable/entities', 'fast-xml-parser']]);

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const title = `${name} ${version} (${license})`;
  const text = textOf(folder);
  if (text !== '') return [title, text];
  if (LIKE.has(name)) return [title, textOf(folder.replace(name, LIKE.get(name)))];
  if (license === WITHOUT_NAMES) return [title, `The text of ${license} is that of the other packages here.`];
  throw new Error(`${name} ${version} has no license text. Bundle another package, or add its text here.`);
}

const textOf = (folder) =>
  readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
    .join('\n\n');
