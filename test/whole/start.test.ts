import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StartReport } from '@ecommerce-recommenders/tools/start/start';

const ROOT = resolve(__dirname, '../..');
const AS_TERMINAL = resolve(ROOT, 'test/support/as-terminal.cjs');
const COLUMNS = '60';

/** What stays on the terminal: without the lines that are drawn again and again, which it cuts itself. */
function staying(stdout: string): string {
  const [first, ...drawn] = stdout.split('\x1b[?7l');
  const kept = drawn.map((part) => part.slice(part.indexOf('\x1b[?7h')));
  return stripVTControlCharacters([first, ...kept].join('')).replaceAll('\r', '');
}

describe('npm start -- --once', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs it with its own temporary folder, in an environment that points at a real AWS profile. */
  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    runAs('exec "$0" "$@"', ...args);

  /** @param shell - runs the command, which it gets as arguments */
  const runAs = (
    shell: string,
    ...args: string[]
  ): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((done) => {
      const command = [
        process.execPath,
        '-r',
        AS_TERMINAL,
        'bin/recommenders.cjs',
        'start',
        '--once',
        ...args,
      ];
      const env = {
        ...process.env,
        COLUMNS,
        NO_COLOR: '1',
        TMPDIR: folder,
        AWS_PROFILE: 'production',
        AWS_SESSION_TOKEN: 'real',
      };
      execFile('sh', ['-c', shell, ...command], { cwd: ROOT, env }, (error, stdout, stderr) =>
        // Where the system does not reveal connection owners, each run warns of that.
        done({ code: Number(error?.code ?? 0), stdout, stderr: stderr.replace(/^Warning: .*\n/, '') }),
      );
    });

  /** Leftovers in the folder, except the CDK CLI's own cache of its compiled code. */
  const leftovers = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => !name.startsWith('v8-compile-cache'));

  const report = async (...args: string[]): Promise<StartReport> => {
    const file = join(folder, 'out.json');
    const { code, stdout, stderr } = await run(...args, '--json', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const printed = staying(stdout);
    expect(printed).toMatch(
      /\nReadiness\n[^]*\nOutputs\n[^]*\nNothing is left\. On AWS: from \$1\.50 an hour/,
    );
    expect(printed.split('\n').filter(({ length }) => length > Number(COLUMNS))).toEqual([]);
    expect(printed.match(/^\d {2}/gm)).toHaveLength(3 * 4);
    return JSON.parse(await readFile(file, 'utf8')) as StartReport;
  };

  it('deploys by the CDK CLI, recommends ten items in every use case, destroys and leaves no file', async () => {
    const { outputs, recommendations, inventoryAfterDestroy, timings } = await report();
    const useCases = USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you');
    expect(Object.keys(outputs).sort()).toEqual(
      [
        ...['AnalystRoleArn', 'DataBucketName', 'DatasetGroupArn', 'ImportRoleArn'],
        ...useCases.map((name) => RECOMMENDER_OUTPUTS[name]),
      ].sort(),
    );
    expect(Object.keys(recommendations)).toEqual([
      'most-viewed',
      'best-sellers',
      'frequently-bought-together',
      'customers-who-viewed-x-also-viewed',
    ]);
    for (const { input, items } of Object.values(recommendations).flat()) {
      expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(10);
      expect(items.map(({ itemId }) => itemId)).not.toContain(input.itemId);
      for (const { name, category, price } of items) {
        expect(name).toMatch(/\w/);
        expect(category).toMatch(/\w/);
        expect(price).toBeGreaterThan(0);
      }
    }
    expect(inventoryAfterDestroy).toEqual([]);
    expect(Object.keys(timings)).toEqual(
      expect.arrayContaining(['deploy', 'preparation', 'training', 'destroy']),
    );
    expect(await leftovers()).toEqual(['out.json']);
  });

  it('fails on an archive that is not there, says so and leaves no file', async () => {
    const { code, stderr } = await run('--archive', join(folder, 'no.tar'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The archive .*no\.tar cannot be read; name a .tar, .tar.gz or .tgz file/);
    expect(await leftovers()).toEqual([]);
  });

  it('fails where it may open too few files, says how many it wants and leaves no file', async () => {
    const { code, stderr } = await runAs('ulimit -n 40 && exec "$0" "$@"');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^(start|deploy): This process may open .*ulimit -n/);
    expect(await leftovers()).toEqual([]);
  });
});
