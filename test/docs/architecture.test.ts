import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARTS } from '../support/stack-parts';

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/architecture.md');

interface Manifest {
  readonly name: string;
  readonly description: string;
}

/** Manifests by the folder of the package. */
const MANIFESTS = new Map(
  readdirSync(join(ROOT, 'packages')).map((folder) => [
    folder,
    JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')) as Manifest,
  ]),
);

/** Folders of the packages that the sources of a package import, by its folder. */
const IMPORTS = new Map(
  [...MANIFESTS.keys()].map((folder) => {
    const source = join(ROOT, 'packages', folder, 'src');
    const imported = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap(
        (file) => readFileSync(join(source, file), 'utf8').match(/(?<= from ')[@\w-]+(?:\/[\w-]+)?/g) ?? [],
      );
    const isImported = (name: string): boolean =>
      imported.some((one) => one === name || one.startsWith(`${name}/`));
    return [
      folder,
      [...MANIFESTS].filter(([, { name }]) => isImported(name)).map(([other]) => other),
    ] as const;
  }),
);
const importsOf = (folder: string): readonly string[] =>
  IMPORTS.get(folder)!.filter((other) => other !== folder);

/** Folders of the packages that a package needs, through others as well. */
const needsOf = (folder: string): string[] =>
  importsOf(folder).flatMap((other) => [other, ...needsOf(other)]);

/** The packages as a picture, without imports that follow from others, and as a table. */
function packages(): string {
  const folders = [...MANIFESTS.keys()];
  const arrows = folders.flatMap((folder) =>
    importsOf(folder)
      .filter((one, _, all) => !all.some((other) => other !== one && needsOf(other).includes(one)))
      .map((other) => `  ${folder} --> ${other}`),
  );
  const rows = folders.map(
    (folder) => `| \`${folder}\` | ${MANIFESTS.get(folder)!.description.replaceAll(/<[^>]*>/g, '`$&`')} |`,
  );
  return [
    ...['```mermaid', 'flowchart TB', ...arrows, '```', ''],
    ...['| package | holds |', '| --- | --- |', ...rows],
  ].join('\n');
}

describe('docs/architecture.md', () => {
  const text = readFileSync(DOCUMENT, 'utf8');

  it('has the packages of the tree, with what each imports', () => {
    const updated = text.replace(
      /(<!-- packages -->\n\n)[^]*?(\n\n<!-- end of packages -->)/,
      (_, before: string, after: string) => `${before}${packages()}${after}`,
    );
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, updated);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(updated);
    expect(updated).toContain('  tools --> embedded-aws\n');
  });

  it('has each part of the stack, and no other', () => {
    const section = text.split('## The core and its add-ons')[1].split('\n## ')[0];
    const parts = Array.from(section.matchAll(/^\| (`.*?) \|/gm), ([, cell]) =>
      Array.from(cell.split(' (')[0].matchAll(/`([\w-]+)\/`/g), ([, name]) => name),
    ).flat();
    expect(parts.sort()).toEqual([...Object.keys(PARTS), 'app'].sort());
  });
});
