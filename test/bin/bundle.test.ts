import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const BUNDLE = resolve(__dirname, '../../bin/bundle.cjs');

describe('bin/bundle.cjs', () => {
  let folder: string;
  let cache: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'with spaces '));
    cache = mkdtempSync(join(tmpdir(), 'bundles-'));
  });
  afterEach(() => {
    for (const made of [folder, cache]) rmSync(made, { recursive: true });
  });

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  };
  const cached = (): string[] => readdirSync(cache);

  /** Runs the program that starts with main.ts. */
  const run = async (more: NodeJS.ProcessEnv = {}, cacheFolder = cache) => {
    write({
      'program.cjs':
        `const { loadBundled } = require(${JSON.stringify(BUNDLE)});\n` +
        `void loadBundled(require.resolve('./main.ts'), { folder: ${JSON.stringify(cacheFolder)} });\n`,
    });
    const env = { ...process.env, ...more };
    const failed = (error: { code: number; stdout: string; stderr: string }) => error;
    const ended = await promisify(execFile)(process.execPath, [join(folder, 'program.cjs')], { env }).catch(
      failed,
    );
    return { code: 0, ...ended };
  };

  it('runs a program from its bundle, texts that are not ASCII included, which a run that compiles nothing new leaves alone', async () => {
    write({
      'main.ts': `import { who } from './who';\nimport { plain } from './plain';\nconsole.log(who, plain as string, /^주문/.test('주문번호'), 'é'.length);`,
      'who.ts': `export const who: string = 'shop';`,
      'plain.js': `exports.plain = require('node:path').basename(__filename);`,
    });
    expect(await run()).toEqual({ code: 0, stdout: 'shop plain.js true 1\n', stderr: '' });
    const [file] = cached();
    const { ino } = statSync(join(cache, file));
    expect((await run()).stdout).toBe('shop plain.js true 1\n');
    expect(statSync(join(cache, file)).ino).toBe(ino);
    expect(cached()).toEqual([file]);
  });

  it('notices an edit of a source, and reads JSON in every run', async () => {
    write({
      'main.ts': `import { who } from './who';\nimport { answer } from './data.json';\nconsole.log(who, answer);`,
      'who.ts': `export const who = 'one';`,
      'data.json': '{ "answer": 1 }',
    });
    expect((await run()).stdout).toBe('one 1\n');
    write({ 'who.ts': `export const who: string = 'the other';` });
    expect((await run()).stdout).toBe('the other 1\n');
    const [file] = cached();
    const { ino } = statSync(join(cache, file));
    write({ 'data.json': '{ "answer": 2 }' });
    expect((await run()).stdout).toBe('the other 2\n');
    expect(statSync(join(cache, file)).ino).toBe(ino);
  });

  it('bundles packages apart from the sources', async () => {
    write({ 'main.ts': `import picocolors from 'picocolors';\nconsole.log(picocolors.name);` });
    const modules = join(folder, 'node_modules/picocolors');
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(modules, 'index.js'), `exports.name = 'theirs';`);
    expect((await run()).stdout).toBe('theirs\n');
    expect(cached()).toHaveLength(2);
    expect((await run()).stdout).toBe('theirs\n');
  });

  it('names the lines of the source in stack traces, at first and from its bundle', async () => {
    write({
      'main.ts':
        'interface Reason {\n  text: string;\n}\n\nfunction fail(why: Reason): never {\n  throw new Error(why.text);\n}\n' +
        'try {\n  fail({ text: "gone" });\n} catch (error) {\n  console.log((error as Error).stack);\n}\n',
    });
    const at = (position: string): string => `${join(folder, 'main.ts')}:${position}`;
    const stack = `Error: gone\n    at fail (${at('6:9')})\n    at ${at('9:3')}\n`;
    expect((await run()).stdout).toContain(stack);
    expect((await run()).stdout).toContain(stack);
  });

  it('keeps nothing of wrong usage, starts anew when the file is damaged, and runs without a writable cache', async () => {
    write({ 'main.ts': `console.log('ran' as string);\nprocess.exitCode = Number(process.env.CODE ?? 0);` });
    expect((await run({ CODE: '2' })).code).toBe(2);
    expect(cached()).toEqual([]);
    await run();
    const [file] = cached();
    writeFileSync(join(cache, file), 'damaged');
    expect(await run()).toEqual({ code: 0, stdout: 'ran\n', stderr: '' });
    expect(readFileSync(join(cache, file), 'latin1')).not.toBe('damaged');
    const unwritable = join(cache, file, 'cache');
    expect(await run({}, unwritable)).toEqual({ code: 0, stdout: 'ran\n', stderr: '' });
  });
});
