import path from 'node:path';

/** Whether this is the checkout of the project, whose sources are TypeScript; an installed package is JavaScript. */
export const IS_CHECKOUT = path.extname(__filename) === '.ts';

/** Where cdk.json is and relative paths of settings start: the checkout, or the current folder with the app that has installed the package. */
export const PROJECT_FOLDER = IS_CHECKOUT ? path.resolve(__dirname, '../../../..') : process.cwd();

/** What commands and synths keep about archives. Not in the package, whose folder may be read-only. */
export const CACHE_FOLDER = path.join(PROJECT_FOLDER, 'node_modules/.cache/ecommerce-recommenders');
