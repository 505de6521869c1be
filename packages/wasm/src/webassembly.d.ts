/** The parts of Node.js's WebAssembly API that are used here. TypeScript's types for it need the DOM library. */
declare namespace WebAssembly {
  class Module {
    constructor(code: Uint8Array);
  }

  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number; readonly shared: true });
    readonly buffer: SharedArrayBuffer;
  }

  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: unknown;
  }

  /** A global variable of a program. */
  interface Global {
    readonly value: number;
  }
}
