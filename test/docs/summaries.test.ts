import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reliabilitySummary, type Reliability } from '../storm/reliability-document';
import { permissionSummary } from '../whole/permission-document';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

it.each([
  ['docs/permissions.md', () => permissionSummary(read('test/lib/policies.txt'))],
  [
    'docs/reliability.md',
    () => reliabilitySummary(JSON.parse(read('test/storm/reliability.json')) as Reliability),
  ],
])('%s is the summary of what is kept elsewhere', (page, summary) => {
  const file = join(ROOT, page);
  if (process.env.UPDATE_DOCS) writeFileSync(file, summary());
  expect(readFileSync(file, 'utf8')).toBe(summary());
});
