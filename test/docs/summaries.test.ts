import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reliabilitySummary, type Reliability } from '../storm/reliability-document';
import { permissionSummary, type PermissionSnapshot } from '../whole/permission-document';

const ROOT = join(__dirname, '../..');
const json = <T>(file: string): T => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T;

it.each([
  ['docs/permissions.md', () => permissionSummary(json<PermissionSnapshot>('test/whole/permissions.json'))],
  ['docs/reliability.md', () => reliabilitySummary(json<Reliability>('test/storm/reliability.json'))],
])('%s is the summary of what a long run has kept', (page, summary) => {
  const file = join(ROOT, page);
  if (process.env.UPDATE_DOCS) writeFileSync(file, summary());
  expect(readFileSync(file, 'utf8')).toBe(summary());
});
