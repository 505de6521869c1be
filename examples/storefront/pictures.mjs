import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../bin/run-typescript.cjs');

/** In place of photographs: an item's picture as the page of `npm start` draws it. A shop of your own has its pictures' addresses. */
export const { pictureFile } = require('@ecommerce-recommenders/tools/pictures/picture-file');
