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
/** Runs a command as it is. */
const PLAIN = 'exec "$0" "$@"';

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

  /**
   * Runs it with its own temporary folder, in an environment that points at a real AWS profile.
   *
   * @param shell - runs the command, which it gets as arguments
   */
  const runAs = (
    shell: string,
    ...args: string[]
  ): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((done) => {
      const command = ['-r', AS_TERMINAL, 'bin/recommenders.cjs', 'start', '--once', ...args];
      const aws = { AWS_PROFILE: 'production', AWS_SESSION_TOKEN: 'real' };
      const env = { ...process.env, ...aws, COLUMNS, NO_COLOR: '1', TMPDIR: folder };
      const options = { cwd: ROOT, env };
      execFile('sh', ['-c', shell, process.execPath, ...command], options, (error, stdout, stderr) =>
        // Where the system does not reveal connection owners, each run warns of that.
        done({ code: Number(error?.code ?? 0), stdout, stderr: stderr.replace(/^Warning: .*\n/, '') }),
      );
    });
  /** Leftovers in the folder, except the CDK CLI's own cache of its compiled code. */
  const leftovers = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => !name.startsWith('v8-compile-cache'));

  it('deploys by the CDK CLI, recommends ten items in every use case, destroys and leaves no file', async () => {
    const file = join(folder, 'out.json');
    const { code, stdout, stderr } = await runAs(PLAIN, '--json', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const printed = staying(stdout);
    expect(printed).toMatch(
      /\nReadiness\n[^]*\nOutputs\n[^]*\nNothing is left\. On AWS: from \$1\.50 an hour/,
    );
    expect(printed.split('\n').filter(({ length }) => length > Number(COLUMNS))).toEqual([]);
    expect(printed.match(/^\d {2}/gm)).toHaveLength(3 * 4);

    const report = JSON.parse(await readFile(file, 'utf8')) as StartReport;
    const { outputs, recommendations, inventoryAfterDestroy, timings } = report;
    const useCases = USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you');
    expect(Object.keys(outputs).sort()).toEqual(
      [
        ...['AnalystRoleArn', 'DataBucketName', 'DatasetGroupArn', 'ImportRoleArn'],
        ...useCases.map((name) => RECOMMENDER_OUTPUTS[name]),
      ].sort(),
    );
    expect(Object.keys(recommendations).sort()).toEqual([...useCases].sort());
    for (const { input, items } of Object.values(recommendations).flat()) {
      expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(10);
      expect(items.map(({ itemId }) => itemId)).not.toContain(input.itemId);
      for (const { name, category, price } of items) {
        expect([name, category]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
        expect(price).toBeGreaterThan(0);
      }
    }
    expect(inventoryAfterDestroy).toEqual([]);
    expect(Object.keys(timings)).toEqual(
      expect.arrayContaining(['deploy', 'preparation', 'training', 'destroy']),
    );
    expect(await leftovers()).toEqual(['out.json']);
  });

  it.each<[string, string, (folder: string) => readonly string[], RegExp]>([
    [
      'on an archive that is not there',
      PLAIN,
      (from) => ['--archive', join(from, 'no.tar')],
      /^The archive .*no\.tar cannot be read; name a .tar, .tar.gz or .tgz file/,
    ],
    [
      'where it may open too few files',
      'ulimit -n 40 && exec "$0" "$@"',
      () => [],
      /^(start|deploy): This process may open .*ulimit -n/,
    ],
  ])('fails %s, says so and leaves no file', async (_where, shell, args, says) => {
    expect(await runAs(shell, ...args(folder))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(says) as string,
    });
    expect(await leftovers()).toEqual([]);
  });
});
