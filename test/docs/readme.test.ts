import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type CommandEntry, type CommandName, COMMANDS } from '@ecommerce-recommenders/tools/commands';
import { STACK_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { synthesise } from '../lib/support/synthesise';
import { scripts } from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, one]) => one);

/** A comment of a shell, a program or a style sheet. */
const COMMENT = / *(# .*| \/\/ .*|\/\* .* \*\/)$/gm;

/** Text outside fenced blocks, and the blocks without their comments, which are translated. */
function parts(text: string): { prose: string; blocks: string[] } {
  const pieces = text.split(/^```.*$/m);
  return {
    prose: pieces.filter((_, at) => at % 2 === 0).join('\n'),
    blocks: pieces.filter((_, at) => at % 2 === 1).map((block) => block.replace(COMMENT, '')),
  };
}

/** Pages in both languages. The Korean index lists these alone. */
const TWINS: readonly (readonly [english: string, korean: string])[] = [
  ['README.md', 'README.ko.md'],
  ...readdirSync(join(ROOT, 'docs/ko'))
    .filter((name) => name !== 'README.md')
    .map((name) => [`docs/${name}`, `docs/ko/${name}`] as const),
];

/** What GitHub makes of a heading, for links to it. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

/** A link as seen from the root, without the folder of a language. */
const fromRoot = (file: string, link: string): string =>
  link.startsWith('http')
    ? link
    : relative(ROOT, resolve(ROOT, dirname(file), link))
        .replace('docs/ko/', 'docs/')
        .replace('.ko.md', '.md');

describe.each(TWINS)('%s and its Korean twin', (englishFile, koreanFile) => {
  const english = parts(read(englishFile));
  const korean = parts(read(koreanFile));

  it('have the same headings, figures, commands, settings, files and links', () => {
    const [ofEnglish, ofKorean] = ([english, korean] as const).map(({ prose, blocks }, at) => ({
      levels: found(prose, /^(#+) /gm),
      figures: found(prose, /\| ([\d.,]+(?: [%×])?)(?= \|)/g),
      blocks,
      code: found(prose, /`([^`]+)`/g).sort(),
      links: found(prose, /\]\(([^)]+)\)/g)
        .filter((link) => !link.startsWith('README'))
        .map((link) => fromRoot([englishFile, koreanFile][at], link).split('#')[0])
        .sort(),
    }));
    expect(ofKorean).toEqual(ofEnglish);
  });

  it('the Korean one leads to pages in Korean, where there are some', () => {
    const left = found(korean.prose, /\]\(([^)#]+)[^)]*\)/g)
      .filter((link) => !link.startsWith('http') && !link.startsWith('README'))
      .map((link) => relative(ROOT, resolve(ROOT, dirname(koreanFile), link)))
      .filter((file) => TWINS.some(([english]) => english === file));
    expect(left).toEqual([]);
  });
});

describe('docs/commands.md and the table for developers in CONTRIBUTING.md', () => {
  it('name every script, one in one of them, and none that is not there', () => {
    const rows = (page: string): string[] => found(read(page), /^\| `npm run ([\w:-]+)/gm);
    const internal = ['start', 'lint', 'types', 'jest', 'prepack', 'postpack', 'test'];
    const commands = Object.keys(scripts).filter((name) => !internal.includes(name));
    expect([...rows('docs/commands.md'), ...rows('CONTRIBUTING.md')].sort()).toEqual(commands.sort());
  });
});

describe('the outputs', () => {
  const { template } = synthesise();

  it('of a plain deployment are those of the README', () => {
    const [, table] = /^\| output .*\n((?:\|.*\n)+)/m.exec(read('README.md'))!;
    const named = found(table, /^\|([^|]+)/gm).flatMap((cell) => found(cell, /`(\w+)`/g));
    expect(named.sort()).toEqual(Object.keys(template.findOutputs('*')).sort());
  });

  it('are all in docs/settings.md, in the words of the stack', () => {
    const rows = Array.from(
      read('docs/settings.md')
        .split('## Outputs')[1]
        .matchAll(/^\| `(\w+)` \| (.*) \|$/gm),
      ([, name, words]) => [name, words],
    );
    expect(Object.fromEntries(rows)).toEqual(STACK_OUTPUTS);
  });
});

describe('the index', () => {
  it('docs/ko/README.md lists the pages in Korean', () => {
    const links = found(read('docs/ko/README.md'), /\]\(([^)#]+)\)/g);
    expect(links.filter((link) => !link.startsWith('../')).sort()).toEqual(
      readdirSync(join(ROOT, 'docs/ko'))
        .filter((name) => name !== 'README.md')
        .sort(),
    );
  });

  it('docs/README.md lists every page of docs', () => {
    const links = found(read('docs/README.md'), /\]\(([^)#]+)\)/g);
    const pages = readdirSync(join(ROOT, 'docs'))
      .filter((name) => name.endsWith('.md') && name !== 'README.md')
      .concat(readdirSync(join(ROOT, 'docs/api')).map((name) => `api/${name}`));
    expect(pages.filter((page) => !links.includes(page))).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.md') && !name.startsWith('api/'),
  );

  it.each([
    ...['SECURITY.md', 'CONTRIBUTING.md', 'README.md', 'README.ko.md'],
    ...documents.map((name) => `docs/${name}`),
  ])('%s links to files and headings that are there', (file) => {
    const links = found(read(file), /\]\(([^)#]+)\)/g).filter((link) => !link.startsWith('http'));
    const missing = links.filter((link) => !existsSync(join(ROOT, dirname(file), link)));
    expect(missing).toEqual([]);

    const headings = Array.from(
      read(file).matchAll(/\]\(((?!http)[^)#]*)#([^)]+)\)/g),
      ([, page, anchor]) => ({
        page: page === '' ? file : join(dirname(file), page),
        anchor,
      }),
    );
    const lost = headings.filter(
      ({ page, anchor }) =>
        page.endsWith('.md') &&
        !found(parts(read(page)).prose, /^#+ (.*)$/gm)
          .map(anchorOf)
          .includes(anchor),
    );
    expect(lost).toEqual([]);
  });
});

it.each([
  ...['CONTRIBUTING.md', 'docs/architecture.md', 'docs/decisions/packages.md'],
  'docs/decisions/assemblyscript.md',
])('%s is right about paths', (document) => {
  const paths = found(read(document), /`([\w.-]+(?:\/[\w.-]+)+)`/g)
    // Data may lie beside the checkout, or not; a placeholder is no file.
    .filter((path) => !path.startsWith('../') && (!/(^|\/)[A-Z]{3,}/.test(path) || path.endsWith('.md')));
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

describe('the commands that the documents show', () => {
  const pages = ['README.md', 'CONTRIBUTING.md']
    .concat(readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`))
    .filter((name) => name.endsWith('.md'));
  const shown = pages
    .flatMap((page) =>
      Array.from(
        read(page).matchAll(/(?:npm (?:run )?|npx recommenders )([\w-]+)(?: --)?((?: +[^\s`]+)*)/g),
        ([line, name, rest]) => ({ page, line, name, flags: found(rest, /(?<![\w-])(--[\w-]+)/g) }),
      ),
    )
    .filter(({ name, flags }) => flags.length > 0 && Object.hasOwn(COMMANDS, name));

  it('are scripts of package.json', () => {
    const named = pages.flatMap((page) => found(read(page), /npm run (\w[\w:-]*)/g));
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('run tests that are there', () => {
    const tests = ['test', 'packages'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    );
    const named = pages.flatMap((page) => found(read(page), /npx jest ((?:test|packages)\/[\w/-]+)/g));
    expect(named.length).toBeGreaterThan(8);
    const isThere = (name: string): boolean => tests.some((file) => file.startsWith(name));
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });

  it('know the options that they are given', () => {
    const wrong = shown.filter(({ name, flags }) => {
      const { options } = (COMMANDS[name as CommandName] as CommandEntry).load();
      const known = ['--help', '--verbose', ...options.map(({ long }) => long)];
      return flags.some((flag) => !known.includes(flag));
    });
    expect(shown.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
