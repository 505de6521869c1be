import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Input of {@link bundle}. */
export interface Bundling {
  /** Folder that all paths are relative to. */
  readonly root: string;
  /** Output paths below `outdir` equal the entries' paths below this folder. */
  readonly outbase: string;
  readonly entries: readonly string[];
  readonly outdir: string;
  /** Cache file for the bundles. */
  readonly keptIn: string;
}

/** Content of the cache file: the text of each output by its path, and a digest of all inputs. */
interface Kept {
  readonly inputs: readonly string[];
  readonly digest: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** esbuild's synchronous API takes no plug-ins, and a synth cannot await promises, so esbuild runs in a child process. */
const PROGRAM = path.join(__dirname, 'make-bundles.cjs');

/** Inputs of every bundle besides its code. */
const ALWAYS_READ = [
  PROGRAM,
  'tsconfig.json',
  'node_modules/@swc/core/package.json',
  'node_modules/esbuild/package.json',
];

/** Bundles handlers, or reuses the cache if no input has changed. That saves each CDK command a second and a half. */
export function bundle(bundling: Bundling): void {
  const { root, outdir, keptIn } = bundling;
  let kept = read(keptIn);
  if (!kept || kept.digest !== digestOf(bundling, kept.inputs)) {
    const begunMs = Date.now();
    kept = run(bundling);
    // An input that changed during bundling may have been read before the change, so the bundles are not cached.
    if (kept.inputs.every((input) => modifiedMs(path.join(root, input)) < begunMs)) keep(keptIn, kept);
  }
  for (const [file, text] of Object.entries(kept.outputs)) {
    mkdirSync(path.dirname(path.join(outdir, file)), { recursive: true });
    writeFileSync(path.join(outdir, file), text);
  }
}

function run(bundling: Bundling): Kept {
  const { root, outbase, entries } = bundling;
  const made = execFileSync(process.execPath, [PROGRAM, outbase, ...entries], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: Infinity,
  });
  const { inputs, outputs } = JSON.parse(made) as Pick<Kept, 'inputs' | 'outputs'>;
  return { inputs, outputs, digest: digestOf(bundling, inputs)! };
}

/** Digest of the inputs; undefined if a file is gone. */
function digestOf({ root, outbase, entries }: Bundling, inputs: readonly string[]): string | undefined {
  const digest = createHash('sha256').update(JSON.stringify([outbase, entries, inputs]));
  try {
    for (const input of [...ALWAYS_READ, ...inputs]) digest.update(readFileSync(path.resolve(root, input)));
  } catch {
    return undefined;
  }
  return digest.digest('hex');
}

/** Modification time of a file in milliseconds. Infinity for a missing file, so that bundles without it are not cached. */
const modifiedMs = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;

function read(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** The file is written under a temporary name and renamed, so that concurrent processes do not corrupt the cache. */
function keep(file: string, kept: Kept): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(unfinished, JSON.stringify(kept));
    renameSync(unfinished, file);
  } catch {
    // If the cache folder is not writable, only time is lost.
  }
}
