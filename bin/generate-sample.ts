import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { generateSample } from '../sample/generate-sample';

const target = path.resolve(__dirname, '../assets/RetailSampleDataSet.tar.gz');
const { files, archive } = generateSample();
writeFileSync(target, archive);

for (const { name, rows } of files) console.log(`${name}: ${rows} rows`);
console.log(`${target}: ${archive.length} bytes`);
console.log(`sha256 ${createHash('sha256').update(archive).digest('hex')} (goes into assets/SOURCE.md)`);
