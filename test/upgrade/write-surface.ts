import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicSurface } from './public-surface';

writeFileSync(join(__dirname, 'surface.json'), `${JSON.stringify(publicSurface(), undefined, 2)}\n`);
