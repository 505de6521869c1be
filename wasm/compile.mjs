// @ts-check
import { main } from 'assemblyscript/asc';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The programs in AssemblyScript, each a folder here, and the modules that they are kept in once compiled: nobody who
 * uses the project needs the compiler.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const PROGRAMS = {
  rows: 'domain/wasm/rows.wasm.ts',
  'item-pairs': 'local/recommenders/item-pairs.wasm.ts',
};

// The memory is shared for threads, and for views of it to stay valid when it grows.
const OPTIONS = [
  '--optimizeLevel 3 --noAssert --runtime stub --use abort= --enable simd --enable threads',
  '--importMemory --sharedMemory --initialMemory 16 --maximumMemory 65536',
].flatMap((options) => options.split(' '));

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The module that a program is kept in.
 *
 * @param {string} program
 * @returns {Promise<string>}
 * @throws {Error} that says what the compiler refuses
 */
export async function compile(program) {
  /** @type {Uint8Array | undefined} */
  let code;
  const { error, stderr } = await main([`wasm/${program}/index.ts`, '--outFile', 'code.wasm', ...OPTIONS], {
    readFile: (name) => {
      try {
        return readFileSync(`${ROOT}/${name}`, 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (name, contents) => {
      if (name === 'code.wasm') code = Buffer.from(contents);
    },
    listFiles: () => [],
  });
  if (error || !code) throw new Error(`wasm/${program}: ${stderr.toString() || error?.message}`);
  return `/** Compiled from wasm/${program}/ by \`npm run wasm\`; in base64. */
export const CODE =
  '${Buffer.from(code).toString('base64')}';
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [program, file] of Object.entries(PROGRAMS))
    writeFileSync(`${ROOT}/${file}`, await compile(program));
}
