import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reliabilityDocument, type Reliability } from '../storm/reliability-document';
import { permissionDocument } from '../whole/permission-document';
import { UNUSED } from '../whole/unused-permissions';
import { claimsDocument } from './claims-document';

const ROOT = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

// Writes the pages of the site of which docs/ has a summary alone: `node -r ./bin/run-typescript.cjs test/docs/write-site-pages.ts FOLDER`.
const [folder] = process.argv.slice(2);
const pages = {
  claims: claimsDocument(),
  permissions: permissionDocument(read('test/lib/policies.txt'), UNUSED),
  reliability: reliabilityDocument(JSON.parse(read('test/storm/reliability.json')) as Reliability),
};
for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, `${name}.md`), text);
