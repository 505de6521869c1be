import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const HOOK = resolve(__dirname, '../../bin/run-typescript.cjs');

describe('bin/run-typescript.cjs', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'run-typescript-'))));
  afterAll(() => rm(folder, { recursive: true }));

  type Printed = Record<'stdout' | 'stderr', string>;
  const run = async (name: string, source: string, env = process.env): Promise<Printed> => {
    const file = join(folder, name);
    await writeFile(file, source);
    return new Promise((done) =>
      execFile(process.execPath, ['-r', HOOK, file], { env }, (_error, stdout, stderr) =>
        done({ stdout, stderr }),
      ),
    );
  };

  it('names the lines of the source in stack traces, when it compiles and when it remembers', async () => {
    const source =
      'interface Reason {\n  text: string;\n}\n\nconst why: Reason = { text: "gone" };\nthrow new Error(why.text);\n';
    const [first, second] = [await run('throws.ts', source), await run('throws.ts', source)];
    expect(first.stderr).toContain(`${join(folder, 'throws.ts')}:6`);
    expect(first.stderr).toContain('Error: gone');
    expect(second.stderr).toBe(first.stderr);
  });

  it('compiles again what has changed', async () => {
    await run('changes.ts', 'console.log("before" as string);');
    expect((await run('changes.ts', 'console.log("after" as string);')).stdout).toBe('after\n');
  });

  it('compiles what is imported at run time, also in a thread', async () => {
    await writeFile(
      join(folder, 'late.ts'),
      'enum Answer { Late = 42 }\nexport const late: number = Answer.Late;',
    );
    const source = "void import('./late').then(({ late }) => console.log(late));";
    const thread = `new (require('node:worker_threads').Worker)(${JSON.stringify(join(folder, 'imports.ts'))});`;
    expect(await run('imports.ts', source)).toEqual({ stdout: '42\n', stderr: '' });
    expect(await run('thread.ts', thread)).toEqual({ stdout: '42\n', stderr: '' });
  });

  it('leaves out what the AWS SDK says of an old Node.js at every start', async () => {
    const client = require.resolve('@aws-sdk/client-sts');
    const source = `const { STSClient } = require(${JSON.stringify(client)});
      void new STSClient({ region: 'us-east-1' }).config.region().then(console.log);`;
    const env = { ...process.env };
    delete env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED;
    expect(await run('client.ts', source, env)).toEqual({ stdout: 'us-east-1\n', stderr: '' });
  });

  it('has Node.js keep bytecode in the cache of the project, not in a folder that others could have made', async () => {
    const stub = join(folder, 'stub.js');
    await writeFile(stub, `require('node:module').enableCompileCache = (folder) => console.log(folder);`);
    const env = { ...process.env, NODE_OPTIONS: `-r ${stub}` };
    const cache = resolve(HOOK, '../../node_modules/.cache/ecommerce-recommenders/bytecode');
    expect((await run('bytecode.ts', '', env)).stdout).toBe(`${cache}\n`);
  });

  it('keeps domain, which makes event emitters slow, out of the process', async () => {
    const source = 'console.log(String((process as any).moduleLoadList.includes("NativeModule domain")));';
    expect((await run('modules.ts', source)).stdout).toBe('false\n');
  });
});
