import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { AnyAction } from '../../src/gateway/action';
import { APIS } from '../authorization/apis';

type Action = AnyAction<never>;
const folder = resolve(__dirname, '../..');

it('every operation is in the table of its service, and some test calls it', async () => {
  const listed = APIS.flatMap(([, { actions }]) =>
    Object.values(actions as Readonly<Record<string, Action>>),
  );
  const unlisted: string[] = [];
  for (const file of typescriptBelow(join(folder, 'src/services'))) {
    if (!readFileSync(file, 'utf8').includes('permissions')) continue;
    for (const [name, value] of Object.entries((await import(file)) as object) as [string, unknown][])
      if (isAction(value) && !listed.some((one) => isSame(one, value)))
        unlisted.push(`${relative(folder, file)}: ${name} is in no table of actions`);
  }
  const tests = ['test', 'conformance']
    .flatMap((name) => typescriptBelow(join(folder, name)))
    .map((file) => readFileSync(file, 'utf8'));
  const words = new Set(tests.flatMap((text) => text.match(/\w+/g) ?? []));
  const untested = APIS.flatMap(([api, { actions }]) =>
    Object.keys(actions)
      .filter((name) => !spellings(name).some((word) => words.has(word)))
      .map((name) => `${api}: no test calls ${name}`),
  );
  expect([...unlisted, ...untested]).toEqual([]);
});

/** How a test may name an operation: as the wire, as a command or a method of the SDK's client. */
const spellings = (name: string): string[] => [name, `${name}Command`, name[0].toLowerCase() + name.slice(1)];

const isAction = (value: unknown): value is Action => {
  const { input, permissions, run } = (value ?? {}) as Partial<Action>;
  return typeof input === 'object' && typeof permissions === 'function' && typeof run === 'function';
};

/** Whether a listed action is this one, or wraps it. */
const isSame = (listed: Action, action: Action): boolean =>
  listed.input === action.input && listed.permissions === action.permissions;

const typescriptBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return typescriptBelow(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
