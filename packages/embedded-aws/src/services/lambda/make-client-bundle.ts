import { rename } from 'node:fs/promises';
import { NODE_MODULES } from './node-modules';

/** Bundles SDK clients with their dependencies into a file that exports each by name. */
export async function makeClientBundle(clients: readonly string[], file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  // Imported lazily: needed once per installation.
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
    // A separately compiled script has no import(…).
    supported: { 'dynamic-import': false },
    logLevel: 'silent',
  });
  await rename(unfinished, file);
}
