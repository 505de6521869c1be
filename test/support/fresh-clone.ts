import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** The checkout as somebody else has it after `git clone` and `npm ci`: with no cache, and nothing beside it. */
export interface FreshClone {
  readonly folder: string;
  /** The variables of a user's shell, with an empty home folder. @param bin - of the Node.js to use, if not this one */
  environment(bin?: string): NodeJS.ProcessEnv;
  /** Removes what commands have cached in the clone and in the home folder. */
  forget(): void;
}

/**
 * Copies the files that git tracks or would add, and hard-links what npm installed, except caches.
 *
 * @param parent - an existing folder, of the clone, the home folder and the temporary one
 */
export function freshClone(parent: string): FreshClone {
  const [folder, home, temporary] = ['shop', 'home', 'temporary'].map((name) => join(parent, name));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(folder, file));
  }
  linkAll(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(temporary, { recursive: true });
  const forget = (): void => {
    rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
  };
  forget();
  return {
    folder,
    forget,
    environment: (bin = dirname(process.execPath)) => ({
      PATH: [bin, process.env.PATH].join(delimiter),
      HOME: home,
      TMPDIR: temporary,
      // Neither the metadata service of an EC2 instance nor the registry is asked.
      AWS_EC2_METADATA_DISABLED: 'true',
      npm_config_update_notifier: 'false',
    }),
  };
}

/** Makes hard links to all files of a folder, or copies where the other folder is on another disk. */
function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && entry.name !== '.cache') linkAll(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isFile()) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/** Writes `orders.csv` into a folder: events of a small shop under names of its own, enough to train on. */
export function writeOrders(folder: string): void {
  const rows = Array.from({ length: 400 }, (_, customer) =>
    Array.from({ length: 12 }, (_row, at) => {
      const product = (customer * 7 + at * (1 + (customer % 3))) % 40;
      const time = `2026-0${1 + (at % 9)}-${10 + (customer % 18)}T10:${10 + at}:00Z`;
      return `o${customer}-${at % 3},c${customer},p${product},${time},${at % 2 ? 'view' : 'purchase'},${5 + product}`;
    }),
  );
  const lines = ['order_id,customer,product,time,event,price', ...rows.flat(), ''];
  writeFileSync(join(folder, 'orders.csv'), lines.join('\n'));
}
