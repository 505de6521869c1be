// How long a CommonJS module takes to load, in a process of its own.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const begun = performance.now();
require(process.argv[2]);
console.log(JSON.stringify({ value: (performance.now() - begun) / 1000 }));
