/** Initial and maximum memory in 64 KiB pages. They must equal those in `packages/wasm/compile.mjs`. */
const PAGES = { initial: 16, maximum: 65_536, shared: true } as const;

/** AssemblyScript's maximum allocation, without its header. */
const MAX_ALLOCATION = 2 ** 30 - 64;

const tooMuch = (bytes: number): string =>
  `the data is too large: it needs ${bytes} more bytes, and a program may have 4 GiB, 1 GiB an allocation; use less data`;

/** Exports common to all programs. */
export interface ProgramExports {
  /** Address of new memory, 16-byte aligned. */
  allocate(bytes: number): number;
}

/** A region of a program's memory. */
export interface Region {
  /** Its address. */
  readonly at: number;
  readonly bytes: Buffer;
}

/** A program instance with its own memory. Memory grows without invalidating views, and is never freed. */
export class Program<Exports extends ProgramExports> {
  readonly run: Exports;

  /** @param memory - memory of the same program in another thread, which alone may allocate; by default its own memory */
  constructor(
    module: WebAssembly.Module,
    readonly memory = new WebAssembly.Memory(PAGES),
  ) {
    const { exports } = new WebAssembly.Instance(module, { env: { memory, 'Math.log': Math.log } });
    this.run = exports as Exports;
  }

  /** @throws Error if the program's maximum memory is exceeded */
  allocate(bytes: number): Region {
    if (bytes > MAX_ALLOCATION) throw new Error(tooMuch(bytes));
    try {
      // Addresses from 2 GiB on arrive as negative numbers.
      const at = this.run.allocate(bytes) >>> 0;
      return { at, bytes: Buffer.from(this.memory.buffer, at, bytes) };
    } catch (cause) {
      throw new Error(tooMuch(bytes), { cause });
    }
  }
}

/**
 * Compiles a module on first use, once.
 *
 * @param code - in base64
 */
export function compiled(code: string): () => WebAssembly.Module {
  let module: WebAssembly.Module | undefined;
  return () => (module ??= new WebAssembly.Module(Buffer.from(code, 'base64')));
}
