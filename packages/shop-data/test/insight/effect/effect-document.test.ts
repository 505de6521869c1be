import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withVisitors } from './effect-document';

const DOCUMENT = join(__dirname, '../../../../../docs/effect.md');

describe('docs/effect.md', () => {
  it('has the visitors that decisions take, by the formula', () => {
    const document = readFileSync(DOCUMENT, 'utf8');
    const withThese = withVisitors(document);
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, withThese);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(withThese);
  });
});
