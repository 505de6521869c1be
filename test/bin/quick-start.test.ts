import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const QUICK_START = resolve(__dirname, '../../bin/quick-start.cjs');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('bin/quick-start.cjs', () => {
  let folder: string;
  let memory: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quick-start-'));
    memory = mkdtempSync(join(tmpdir(), 'quick-start-memory-'));
  });
  afterEach(() => {
    for (const made of [folder, memory]) rmSync(made, { recursive: true });
  });

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  };
  const kept = (): string[] => readdirSync(memory);

  /** Runs the program that starts with main.ts. */
  const run = (env: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    write({
      'program.cjs':
        `require(${JSON.stringify(QUICK_START)}).startQuickly('test', ${JSON.stringify(memory)});\n` +
        `require('./main');\n`,
    });
    return new Promise((done) =>
      execFile(
        process.execPath,
        [join(folder, 'program.cjs')],
        { env: { ...process.env, ...env } },
        (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      ),
    );
  };

  it('runs a program from what it has kept of the run before', async () => {
    write({
      'main.ts': `import { who } from './who';\nimport { plain } from './plain';\nconsole.log(who, plain as string);`,
      'who.ts': `export const who: string = 'shop';`,
      'plain.js': `exports.plain = require('node:path').basename(__filename);`,
    });
    expect(await run()).toEqual({ code: 0, stdout: 'shop plain.js\n', stderr: '' });
    const [file] = kept();
    const { ino } = statSync(join(memory, file));
    expect((await run()).stdout).toBe('shop plain.js\n');
    // A run that learns anything replaces the file.
    expect(statSync(join(memory, file)).ino).toBe(ino);
    expect(kept()).toEqual([file]);
  });

  it('notices what has changed', async () => {
    write({
      'main.ts': `import { who } from './who';\nconsole.log(who);`,
      'who.ts': `export const who = 'one';`,
    });
    expect((await run()).stdout).toBe('one\n');
    write({ 'who.ts': `export const who: string = 'the other';` });
    expect((await run()).stdout).toBe('the other\n');
  });

  it('notices a file that a name means from now on', async () => {
    write({
      'main.ts': `import { who } from './who';\nconsole.log(who);`,
      'who.ts': `export const who = 'one';`,
    });
    expect((await run()).stdout).toBe('one\n');
    write({ 'who.js': `exports.who = 'the other';` });
    expect((await run()).stdout).toBe('the other\n');
  });

  it('adds what a later run loads', async () => {
    write({
      'main.ts': `const name = process.env.LATER ? './later' : './now';\nconsole.log(require(name).text);`,
      'now.ts': `export const text: string = 'now';`,
      'later.ts': `export const text: string = 'later';`,
    });
    expect((await run()).stdout).toBe('now\n');
    expect((await run({ LATER: '1' })).stdout).toBe('later\n');
    const text = readFileSync(join(memory, kept()[0]), 'latin1');
    expect(["'now'", "'later'"].filter((word) => !text.includes(word))).toEqual([]);
  });

  it('names the lines of the source in stack traces, at first and from what it has kept', async () => {
    write({
      'main.ts':
        'interface Reason {\n  text: string;\n}\n\nfunction fail(why: Reason): never {\n  throw new Error(why.text);\n}\n' +
        'try {\n  fail({ text: "gone" });\n} catch (error) {\n  console.log((error as Error).stack);\n}\n',
    });
    const first = await run();
    expect(first.stdout).toMatch(/^Error: gone\n {4}at fail \(.*main\.ts:6:9\)\n {4}at .*main\.ts:9:3\)\n/);
    expect((await run()).stdout).toBe(first.stdout);
  });

  it('imports modules of ECMAScript, and leaves to Node.js what only Node.js compiles', async () => {
    write({
      'main.ts': `import('./module.mjs').then(({ name }) => console.log(name, require('./script.js')));`,
      'module.mjs': `export const name = 'module';`,
      'script.js': `#!/usr/bin/env node\nmodule.exports = 'script';`,
    });
    const ended = { code: 0, stdout: 'module script\n', stderr: '' };
    expect([await run(), await run()]).toEqual([ended, ended]);
  });

  it('keeps nothing of wrong usage, and starts anew when the file is damaged', async () => {
    write({ 'main.ts': `console.log('ran' as string);\nprocess.exitCode = Number(process.env.CODE ?? 0);` });
    expect((await run({ CODE: '2' })).code).toBe(2);
    expect(kept()).toEqual([]);
    await run();
    const [file] = kept();
    writeFileSync(join(memory, file), 'damaged');
    expect(await run()).toEqual({ code: 0, stdout: 'ran\n', stderr: '' });
  });
});
