import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { list } from 'tar';

const ROOT = resolve(__dirname, '../..');
const run = promisify(execFile);

const made: string[] = [];

/** A new folder below the system's temporary one, until {@link removeFolders}. */
export function newFolder(prefix: string): string {
  const path = mkdtempSync(join(tmpdir(), prefix));
  made.push(path);
  return path;
}

export function removeFolders(): void {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** A copy of the checkout: packing changes a manifest for a moment, while other tests read it. */
export function copiedCheckout(): string {
  const path = newFolder('checkout-');
  const others = new Set(['node_modules', '.git', 'dist', 'out', 'cdk.out', 'coverage']);
  cpSync(ROOT, path, { recursive: true, filter: (file) => !others.has(basename(file)) });
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  return path;
}

/** Packs a package of the checkout. @returns the tarball's path */
export async function packed(checkout: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', checkout, ...args], {
    cwd: checkout,
    maxBuffer: 2 ** 26,
  });
  // What the build prints comes first.
  const [{ filename }] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [{ filename: string }];
  return join(checkout, filename);
}

/** The text of each file of a tarball, by its path in the package. */
export async function filesIn(tarball: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await list({
    file: tarball,
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () =>
        files.set(entry.path.replace('package/', './'), Buffer.concat(chunks).toString()),
      );
    },
  });
  return files;
}
