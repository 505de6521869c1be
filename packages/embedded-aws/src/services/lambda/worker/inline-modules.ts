import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

type Require = (name: string) => unknown;

type Evaluate = (...scope: unknown[]) => void;

/** By what a file says and not by where it is: the same code is installed again and again. */
const compiled = new Map<string, Evaluate>();

/** Names that every file has besides those of its owner; the last is what `import(…)` becomes. */
const FILE_SCOPE = ['exports', 'require', 'module', '__filename', '__dirname', 'importModule'];

/**
 * Loads CommonJS files with an own state, and with globals and built-in modules of its owner's choosing. That
 * is what Node.js cannot do within one process.
 */
export class InlineModules {
  private readonly loaded = new Map<string, { exports: unknown }>();

  /**
   * @param globals - what the files find under these names
   * @param builtins - in place of Node.js's own modules, by name without `node:`
   */
  constructor(
    private readonly globals: Readonly<Record<string, unknown>>,
    private readonly builtins: Readonly<Record<string, unknown>>,
  ) {}

  /** The exports of a file, which is evaluated at the first time. */
  load(file: string): unknown {
    const found = this.loaded.get(file);
    if (found) return found.exports;
    const module: { exports: unknown } = { exports: {} };
    this.loaded.set(file, module);
    try {
      this.evaluate(file, module);
    } catch (error) {
      this.loaded.delete(file);
      throw error;
    }
    return module.exports;
  }

  /** Forgets the state of all files in a folder. */
  forget(folder: string): void {
    for (const file of this.loaded.keys()) if (file.startsWith(folder + path.sep)) this.loaded.delete(file);
  }

  private evaluate(file: string, module: { exports: unknown }): void {
    if (file.endsWith('.json')) {
      module.exports = JSON.parse(readFileSync(file, 'utf8'));
      return;
    }
    const require = this.requireOf(file);
    const importModule = async (name: string): Promise<object> => {
      const exports = require(name) as object;
      return { ...exports, default: exports };
    };
    const evaluate = compile(file, [...FILE_SCOPE, ...Object.keys(this.globals)]);
    evaluate(
      ...[module.exports, require, module, file, path.dirname(file), importModule],
      ...Object.values(this.globals),
    );
  }

  private requireOf(file: string): Require {
    const require = createRequire(file);
    return (name) => {
      if (!isBuiltin(name)) return this.load(require.resolve(name));
      return this.builtins[name.replace(/^node:/, '')] ?? (require(name) as unknown);
    };
  }
}

function compile(file: string, names: readonly string[]): Evaluate {
  const source = readFileSync(file, 'utf8');
  const key = `${names.join()}\n${source}`;
  let evaluate = compiled.get(key);
  if (!evaluate) {
    // Without a flag of Node.js a script has no `import(…)` of its own.
    const own = source.replace(/(?<![.\w$])import\(/g, 'importModule(');
    const script = new Script(`(function (${names.join()}) {${own}\n})`, { filename: file });
    evaluate = script.runInThisContext() as Evaluate;
    compiled.set(key, evaluate);
  }
  return evaluate;
}
