/** Pages of 64 KiB that a program has at first, and may have at most; `wasm/compile.mjs` says the same. */
const PAGES = { initial: 16, maximum: 65_536, shared: true } as const;

/** What AssemblyScript allocates at once, less what it keeps of each allocation. */
const MAX_ALLOCATION = 2 ** 30 - 64;

const tooMuch = (bytes: number): string =>
  `the data is too large: ${bytes} more bytes are wanted of a program that may have 4 GiB, 1 GiB at a time; use less data`;

/** What every program exports. */
export interface ProgramExports {
  /** Address of new memory, on a boundary of 16 bytes. */
  allocate(bytes: number): number;
}

/** Memory of a program. */
export interface Region {
  /** Its address. */
  readonly at: number;
  readonly bytes: Buffer;
}

/** A running program with memory of its own. Views of the memory stay valid when it grows, and it is never given back. */
export class Program<Exports extends ProgramExports> {
  readonly run: Exports;

  /** @param memory - that of the same program in another thread, which alone may allocate; without one, it has its own */
  constructor(
    module: WebAssembly.Module,
    readonly memory = new WebAssembly.Memory(PAGES),
  ) {
    const { exports } = new WebAssembly.Instance(module, { env: { memory, 'Math.log': Math.log } });
    this.run = exports as Exports;
  }

  /** @throws Error if that is more than a program may have */
  allocate(bytes: number): Region {
    if (bytes > MAX_ALLOCATION) throw new Error(tooMuch(bytes));
    try {
      // Addresses from 2 GiB on come as negative numbers.
      const at = this.run.allocate(bytes) >>> 0;
      return { at, bytes: Buffer.from(this.memory.buffer, at, bytes) };
    } catch (cause) {
      throw new Error(tooMuch(bytes), { cause });
    }
  }
}

/** The module that some code makes, compiled when it is first asked for. @param code - in base64 */
export function compiled(code: string): () => WebAssembly.Module {
  let module: WebAssembly.Module | undefined;
  return () => (module ??= new WebAssembly.Module(Buffer.from(code, 'base64')));
}
