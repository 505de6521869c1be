import { rename } from 'node:fs/promises';
import { NODE_MODULES } from './node-modules';

/** Writes a file that exports each of these clients of the SDK by its name, with all that they consist of. */
export async function makeClientBundle(clients: readonly string[], file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  // Once for each installation; nobody else waits for it to be loaded.
  const { build } = await import('esbuild');
  await build({
    stdin: {
      contents: clients.map((name) => `exports["${name}"] = require("${name}");`).join('\n'),
      resolveDir: NODE_MODULES,
    },
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minifyWhitespace: true,
    // A script that is compiled on its own has no import(…).
    supported: { 'dynamic-import': false },
    logLevel: 'silent',
  });
  await rename(unfinished, file);
}
