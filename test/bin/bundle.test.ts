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

  it('keeps what is not ASCII, in texts and in regular expressions', async () => {
    write({ 'main.ts': `console.log(/^주문/.test('주문번호'), 'é'.length);` });
    expect((await run()).stdout).toBe('true 1\n');
  });

  it('runs a program from its bundle, which a run that compiles nothing new leaves alone', async () => {
    write({
      'main.ts': `import { who } from './who';\nimport { plain } from './plain';\nconsole.log(who, plain as string);`,
      'who.ts': `export const who: string = 'shop';`,
      'plain.js': `exports.plain = require('node:path').basename(__filename);`,
    });
    expect(await run()).toEqual({ code: 0, stdout: 'shop plain.js\n', stderr: '' });
    const [file] = cached();
    const { ino } = statSync(join(cache, file));
    expect((await run()).stdout).toBe('shop plain.js\n');
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
    const first = await run();
    const place = (position: string): string => `${join(folder, 'main.ts')}:${position}`;
    const [error, at, from] = first.stdout.split('\n');
    expect(error).toBe('Error: gone');
    expect(at).toBe(`    at fail (${place('6:9')})`);
    expect(from).toContain(place('9:3'));
    const again = await run();
    expect(again.stdout.split('\n').slice(0, 3)).toEqual([error, at, from]);
  });

  it('keeps nothing of wrong usage, and starts anew when the file is damaged', async () => {
    write({ 'main.ts': `console.log('ran' as string);\nprocess.exitCode = Number(process.env.CODE ?? 0);` });
    expect((await run({ CODE: '2' })).code).toBe(2);
    expect(cached()).toEqual([]);
    await run();
    const [file] = cached();
    writeFileSync(join(cache, file), 'damaged');
    expect(await run()).toEqual({ code: 0, stdout: 'ran\n', stderr: '' });
    expect(readFileSync(join(cache, file), 'latin1')).not.toBe('damaged');
  });

  it('runs without a writable cache', async () => {
    write({ 'main.ts': `console.log('ran' as string);`, occupied: '' });
    expect(await run({}, join(folder, 'occupied/cache'))).toEqual({ code: 0, stdout: 'ran\n', stderr: '' });
  });
});
