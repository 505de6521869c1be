/** Opens the shop in a browser, deployed on an embedded AWS: `node examples/storefront/demo.cjs`. */
require('../../bin/run-typescript.cjs');
void require('./demo.ts').demo();
