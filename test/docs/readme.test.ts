import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { scripts } from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, one]) => one);

/** Text outside fenced blocks, and the blocks without their comments, which are translated. */
function parts(text: string): { prose: string; blocks: string[] } {
  const pieces = text.split(/^```.*$/m);
  return {
    prose: pieces.filter((_, at) => at % 2 === 0).join('\n'),
    blocks: pieces.filter((_, at) => at % 2 === 1).map((block) => block.replace(/ *# .*$/gm, '')),
  };
}

describe('the README', () => {
  const english = parts(read('README.md'));
  const korean = parts(read('README.ko.md'));

  it('has the same headings in both languages', () => {
    const levels = ({ prose }: typeof english): string[] => found(prose, /^(#+) /gm);
    expect(levels(korean)).toEqual(levels(english));
  });

  it('has the same commands, settings, files and links in both languages', () => {
    expect(korean.blocks).toEqual(english.blocks);
    const code = ({ prose }: typeof english): string[] => found(prose, /`([^`]+)`/g).sort();
    expect(code(korean)).toEqual(code(english));
    const links = ({ prose }: typeof english): string[] =>
      found(prose, /\]\(([^)]+)\)/g)
        .filter((link) => !link.startsWith('README'))
        .sort();
    expect(links(korean)).toEqual(links(english));
  });

  it('names every script that a user may run, and none that is not there', () => {
    const named = new Set(found(english.prose, /npm run ([\w:-]+)/g));
    const internal = ['start', 'lint', 'types', 'jest', 'prepack', 'test'];
    const commands = Object.keys(scripts).filter((name) => !internal.includes(name));
    expect([...named].sort()).toEqual(commands.sort());
  });
});

describe('the documents', () => {
  it.each([
    'README.md',
    'README.ko.md',
    'SECURITY.md',
    'docs/guide.md',
    'docs/concepts.md',
    'docs/comparison.md',
  ])('%s links to files that are there', (file) => {
    const links = found(read(file), /\]\(([^)#]+)\)/g).filter((link) => !link.startsWith('http'));
    const missing = links.filter((link) => !existsSync(join(ROOT, dirname(file), link)));
    expect(missing).toEqual([]);
  });
});
