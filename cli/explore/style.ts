import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page's style sheet, which stands in the page itself. */
export const STYLE = readFileSync(join(__dirname, 'report.css'), 'utf8');
