import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { scripts } from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const text = readFileSync(join(ROOT, 'docs/comparison.md'), 'utf8');
const codes = (cell: string): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code);

/** Rows of the feature tables: feature, the three others, this project, proof. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(' | '))
  .filter((cells) => cells.length === 6 && !/^(what|---)$/.test(cells[0]));

describe('docs/comparison.md', () => {
  it('says of the others only what a file of theirs shows', () => {
    expect(rows.length).toBeGreaterThan(30);
    const unproven = rows.flatMap(([what, ...cells]) =>
      cells
        .slice(0, 3)
        .filter((cell) => cell !== 'no' && !/^\[.+\]\[[smr]-[a-z]+\]$/.test(cell))
        .map((cell) => [what, cell]),
    );
    expect(unproven).toEqual([]);
    const defined = new Set(
      Array.from(
        text.matchAll(/^\[([smr]-[a-z]+)\]: https:\/\/github\.com\/\S+\/blob\/[0-9a-f]{40}\/\S+$/gm),
        ([, name]) => name,
      ),
    );
    const used = new Set(Array.from(text.matchAll(/\]\[([^\]]+)\]/g), ([, name]) => name));
    expect([...defined].sort()).toEqual([...used].sort());
  });

  it('says of this project only what a command or a test shows', () => {
    const claimed = rows.filter(([, , , , here]) => !here.startsWith('no'));
    expect(claimed.filter(([, , , , , shown]) => codes(shown).length === 0)).toEqual([]);
    const missing = rows.flatMap(([, , , , , shown]) =>
      codes(shown).filter((code) => {
        const [, script] = /^npm (?:run )?([\w-]+)$/.exec(code) ?? [];
        return script ? !(script in scripts) : !existsSync(join(ROOT, code));
      }),
    );
    expect(missing).toEqual([]);
  });

  it('names settings that there are', () => {
    const named = rows.flatMap(([, , , , here]) => codes(here));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in SETTINGS))).toEqual([]);
  });
});
