import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

type Require = (name: string) => unknown;

type Evaluate = (...scope: unknown[]) => void;

/** By content, not path: the same code is installed repeatedly. */
const compiled = new Map<string, Evaluate>();

/** Parameters of every module besides the owner's globals; the last replaces `import(…)`. */
const FILE_SCOPE = ['exports', 'require', 'module', '__filename', '__dirname', 'importModule'];

/**
 * Loads CommonJS modules with their own state, and with custom globals and built-in modules, which Node.js
 * cannot do within one process.
 */
export class InlineModules {
  private readonly loaded = new Map<string, { exports: unknown }>();

  /**
   * @param globals - extra globals by name
   * @param builtins - replacements of Node.js's modules, by name without `node:`
   * @param otherFolders - further places of modules, as in NODE_PATH
   */
  constructor(
    private readonly globals: Readonly<Record<string, unknown>>,
    private readonly builtins: Readonly<Record<string, unknown>>,
    private readonly otherFolders: () => readonly string[] = () => [],
  ) {}

  /** A file's exports; evaluated on first use. */
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

  /** Drops the state of all files in a folder. */
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
    const resolve = (name: string): string => {
      try {
        return require.resolve(name);
      } catch (error) {
        const paths = this.otherFolders().map((folder) => path.dirname(folder));
        if (paths.length === 0) throw error;
        return require.resolve(name, { paths });
      }
    };
    return (name) => {
      if (!isBuiltin(name)) return this.load(resolve(name));
      return this.builtins[name.replace(/^node:/, '')] ?? (require(name) as unknown);
    };
  }
}

function compile(file: string, names: readonly string[]): Evaluate {
  const source = readFileSync(file, 'utf8');
  const key = `${names.join()}\n${source}`;
  let evaluate = compiled.get(key);
  if (!evaluate) {
    // Scripts have no `import(…)` of their own without a Node.js flag.
    const own = source.replace(/(?<![.\w$])import\(/g, 'importModule(');
    const script = new Script(`(function (${names.join()}) {${own}\n})`, { filename: file });
    evaluate = script.runInThisContext() as Evaluate;
    compiled.set(key, evaluate);
  }
  return evaluate;
}
