import path from 'node:path';

/** Where the packages are installed that this project brings along. */
export const NODE_MODULES = path.resolve(__dirname, '../../../node_modules');
