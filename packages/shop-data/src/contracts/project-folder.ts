import path from 'node:path';

/** Whether this is the checkout of the project, whose sources are TypeScript. An installed package is JavaScript. */
export const IS_CHECKOUT = path.extname(__filename) === '.ts';

/**
 * Folder of cdk.json. Paths in settings are relative to it. It is the checkout, or the current folder of an app that
 * has installed the package.
 */
export const PROJECT_FOLDER = IS_CHECKOUT ? path.resolve(__dirname, '../../../..') : process.cwd();

/** Cache of facts about archives, for commands and synths. It is not in the package's folder, which may be read-only. */
export const CACHE_FOLDER = path.join(PROJECT_FOLDER, 'node_modules/.cache/ecommerce-recommenders');
