import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
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

/** Pages in both languages. */
const TWINS: readonly (readonly [english: string, korean: string])[] = [
  ['README.md', 'README.ko.md'],
  ...readdirSync(join(ROOT, 'docs/ko')).map((name) => [`docs/${name}`, `docs/ko/${name}`] as const),
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
    : relative(ROOT, resolve(ROOT, dirname(file), link)).replace('docs/ko/', 'docs/');

describe.each(TWINS)('%s and its Korean twin', (englishFile, koreanFile) => {
  const english = parts(read(englishFile));
  const korean = parts(read(koreanFile));

  it('have the same headings', () => {
    const levels = ({ prose }: typeof english): string[] => found(prose, /^(#+) /gm);
    expect(levels(korean)).toEqual(levels(english));
  });

  it('have the same commands, settings, files and links', () => {
    expect(korean.blocks).toEqual(english.blocks);
    const code = ({ prose }: typeof english): string[] => found(prose, /`([^`]+)`/g).sort();
    expect(code(korean)).toEqual(code(english));
    const links = (file: string, { prose }: typeof english): string[] =>
      found(prose, /\]\(([^)]+)\)/g)
        .filter((link) => !link.startsWith('README'))
        .map((link) => fromRoot(file, link).split('#')[0])
        .sort();
    expect(links(koreanFile, korean)).toEqual(links(englishFile, english));
  });

  it('have the same figures in tables', () => {
    const figures = ({ prose }: typeof english): string[] => found(prose, /\| ([\d.,]+(?: [%×])?)(?= \|)/g);
    expect(figures(korean)).toEqual(figures(english));
  });

  it('the Korean one leads to pages in Korean, where there are some', () => {
    const left = found(korean.prose, /\]\(([^)#]+)[^)]*\)/g)
      .filter((link) => !link.startsWith('http') && !link.startsWith('README'))
      .map((link) => relative(ROOT, resolve(ROOT, dirname(koreanFile), link)))
      .filter((file) => TWINS.some(([english]) => english === file));
    expect(left).toEqual([]);
  });
});

describe('docs/commands.md', () => {
  it('names every script that a user may run, and none that is not there', () => {
    const named = new Set(found(parts(read('docs/commands.md')).prose, /npm run ([\w:-]+)/g));
    const internal = ['start', 'lint', 'types', 'jest', 'prepack', 'test'];
    const commands = Object.keys(scripts).filter((name) => !internal.includes(name));
    expect([...named].sort()).toEqual(commands.sort());
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
