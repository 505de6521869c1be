import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { buildElement } from '../build-element.cjs';

const BUDGET_BYTES = 5_000;

describe('the built element', () => {
  const code = buildElement();

  it('takes at most 5 kB when it is sent', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  it('needs nothing else, and makes no markup of text', () => {
    expect(code).not.toMatch(/\bimport\b|require\(|innerHTML|insertAdjacentHTML|\beval\b|new Function/);
  });

  it('can be imported on a server that renders pages, where it does nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'element-'));
    try {
      writeFileSync(join(folder, 'element.mjs'), code);
      const program = `import { RecommendedItems as R } from './element.mjs';
        console.log(JSON.stringify(Object.entries(R.headings).map(([language, row]) => [language, Object.keys(row)])))`;
      writeFileSync(join(folder, 'program.mjs'), program);
      const printed = execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' });
      expect(JSON.parse(printed)).toEqual([
        ['en', USE_CASE_NAMES],
        ['ko', USE_CASE_NAMES],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
