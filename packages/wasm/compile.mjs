// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '../../dev/load.mjs';

/**
 * The AssemblyScript programs, one per folder. Each is compiled into a module that embeds the code, so that users
 * need no compiler.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const PROGRAMS = {
  rows: 'packages/wasm/src/rows.wasm.ts',
  'item-pairs': 'packages/wasm/src/item-pairs.wasm.ts',
  inverse: 'packages/wasm/src/inverse.wasm.ts',
};

// Memory is shared, because threads need it, and because views of it stay valid when it grows.
const OPTIONS = [
  '--optimizeLevel 3 --noAssert --runtime stub --use abort= --enable simd --enable threads',
  '--importMemory --sharedMemory --initialMemory 16 --maximumMemory 65536',
].flatMap((options) => options.split(' '));

const { main } = await load('assemblyscript/asc');

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles a program.
 *
 * @param {string} program
 * @returns {Promise<string>} source of the module that embeds the compiled code
 * @throws {Error} with the compiler's messages
 */
export async function compile(program) {
  /** @type {Uint8Array | undefined} */
  let code;
  const { error, stderr } = await main(
    [`packages/wasm/assembly/${program}/index.ts`, '--outFile', 'code.wasm', ...OPTIONS],
    {
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
    },
  );
  if (error || !code)
    throw new Error(`packages/wasm/assembly/${program}: ${stderr.toString() || error?.message}`);
  return `/** Compiled from assembly/${program}/ by \`npm run wasm\`; in base64. */
export const CODE =
  '${Buffer.from(code).toString('base64')}';
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [program, file] of Object.entries(PROGRAMS))
    writeFileSync(`${ROOT}/${file}`, await compile(program));
}
