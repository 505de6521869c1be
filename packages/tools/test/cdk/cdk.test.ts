import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk } from '../../src/cdk/cdk';
import { folderOfEach } from '../support/test-folder';
import { runStarved } from '../../../../test/support/run-starved';
import {
  allGone,
  endSpawned,
  isThere,
  processesBelow,
  spawnCommand,
  until,
  type RunningProcess,
} from '../../../../test/support/spawned-command';

const folder = folderOfEach();
let environment: NodeJS.ProcessEnv;
let args: readonly string[];
let processes: RunningProcess[] = [];
beforeEach(() => {
  environment = { ...process.env, APP_STARTED: join(folder.path, 'started') };
  const app = join(folder.path, 'app.js');
  // The app is a busy loop, which handles no signals.
  writeFileSync(app, `require('node:fs').writeFileSync(process.env.APP_STARTED, ''); for (;;);`);
  args = ['list', '--app', `node ${app}`];
});
afterEach(() => {
  endSpawned();
  for (const { pid } of processes.splice(0)) if (isThere(pid)) process.kill(pid, 'SIGKILL');
});

const starter = (program: string) =>
  spawnCommand(process.execPath, ['-r', './bin/run-typescript.cjs', '-e', program], environment);

/** Waits until the CLI, a shell and the app run. */
async function started(pid = process.pid): Promise<void> {
  await until(() => existsSync(join(folder.path, 'started')));
  const below = processesBelow(pid);
  const cli = below.find((one) => one.args.includes('aws-cdk/bin/cdk'))!;
  processes = [cli, ...processesBelow(cli.pid)];
}

it('the app that the CDK CLI has started is quoted where it fails, without warnings of Node.js, and has its temporary folder in that of the CLI', async () => {
  const warning = join(folder.path, 'warning.js');
  writeFileSync(warning, `process.emitWarning('This is old.');`);
  writeFileSync(
    join(folder.path, 'app.js'),
    `console.error('Bad data.', require('node:os').tmpdir()); process.exit(1);`,
  );
  environment.NODE_OPTIONS = `-r ${warning}`;
  const failed = runCdk(args, { environment, folder: folder.path });
  await expect(failed).rejects.toThrow(/^cdk list ended with 1\n(?![^]*This is old)[^]*Bad data\./);
  await expect(failed).rejects.toThrow(`Bad data. ${join(folder.path, 'tmp')}`);
});

it.each<[string, (interrupt: AbortController) => void, string]>([
  ['interrupted', (interrupt) => interrupt.abort(), 'cdk list was interrupted'],
  ['killed', () => process.kill(processes[0].pid, 'SIGKILL'), 'cdk list ended with a signal'],
])('the app that the CDK CLI has started ends with it when that is %s', async (_, end, words) => {
  const interrupt = new AbortController();
  const run = runCdk(args, { environment, folder: folder.path, signal: interrupt.signal });
  const failed = expect(run).rejects.toThrow(words);
  await started();
  end(interrupt);
  await allGone(processes);
  await failed;
});

it('the app that the CDK CLI has started ends with it when the CLI’s starter exits, which leaves no file', async () => {
  const app = join(folder.path, 'writing.js');
  const start = join(folder.path, 'start');
  writeFileSync(
    app,
    `const { mkdirSync, writeFileSync } = require('node:fs');
     writeFileSync(process.env.APP_STARTED, '');
     for (let n = 0; ; n++) try { writeFileSync(process.env.APP_WRITES + '/' + n, ''); } catch {}`,
  );
  const program = `
    const { existsSync } = require('node:fs');
    const { runCdk } = require('./packages/tools/src/cdk/cdk');
    const { temporaryFolder } = require('embedded-aws/temporary-folder');
    void (async () => {
      const { path } = await temporaryFolder('ecommerce-recommenders');
      const environment = { ...process.env, APP_WRITES: path };
      runCdk(['list', '--app', 'node ${app}'], { environment, folder: path });
      const polling = setInterval(() => existsSync('${start}') && process.exit(), 20);
    })();`;
  const runner = starter(program);
  await started(runner.pid);
  writeFileSync(start, '');
  await runner.ended;
  expect(runner.stderr()).toBe('');
  await allGone(processes);
  expect(runner.leftovers()).toEqual([]);
});

it('the app that the CDK CLI has started ends with it when the CLI’s starter is killed', async () => {
  const program = `
    const { runCdk } = require('./packages/tools/src/cdk/cdk');
    void runCdk(${JSON.stringify(args)}, { environment: process.env, folder: '${folder.path}' });`;
  const runner = starter(program);
  await started(runner.pid);
  runner.kill('SIGKILL');
  await allGone(processes);
});

it('the CDK CLI fails in words when no more files can be opened to start it', () => {
  expect(runStarved('deploy', tmpdir())).toMatch(/^Error: This process has too many open files\./);
});
