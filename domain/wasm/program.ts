/** Pages of 64 KiB that a program has at first, and may have at most; `wasm/compile.mjs` says the same. */
const PAGES = { initial: 16, maximum: 65_536, shared: true } as const;

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

  /** Bytes of memory that it has. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  allocate(bytes: number): Region {
    // Addresses from 2 GiB on come as negative numbers.
    return this.regionAt(this.run.allocate(bytes) >>> 0, bytes);
  }

  regionAt(at: number, bytes: number): Region {
    return { at, bytes: Buffer.from(this.memory.buffer, at, bytes) };
  }
}
