import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QUIET_SDK } from '../../src/environment';
import { makeClientBundle } from '../../src/services/lambda/make-client-bundle';

const CHILD = path.resolve(__dirname, '../../src/services/lambda/child');
const S3 = '@aws-sdk/client-s3';

let folder: string;
let bundle: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'client-bundle-'));
  bundle = path.join(folder, 'bundle.js');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The value of an expression in a new process that has loaded the clients. */
function inProcess(expression: string, ...clients: string[]): unknown {
  const program =
    'const { loadClients } = require("./load-clients.cjs"); const [bundle, ...clients] = process.argv.slice(1);' +
    'const keep = loadClients(clients, bundle);' +
    `void Promise.resolve(${expression}).then((value) => console.log(JSON.stringify(value))).then(keep);`;
  const args = ['-e', program, bundle, ...clients];
  const env = { HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...QUIET_SDK };
  return JSON.parse(execFileSync(process.execPath, args, { cwd: CHILD, env, encoding: 'utf8' }));
}

const kept = (): string[] => readdirSync(folder).filter((name) => name !== 'bundle.js');

describe('the clients that a process loads in advance', () => {
  it('are those of their bundle, once it has been made', () => {
    writeFileSync(bundle, `exports[${JSON.stringify(S3)}] = { from: __filename };`);
    expect(inProcess(`require("${S3}")`, S3)).toEqual({ from: bundle });
  });

  it('are those of their packages before, as far as they are installed', () => {
    const loaded = `Object.keys(require.cache).some((file) => /client-s3/.test(file))`;
    expect(inProcess(loaded, '@aws-sdk/client-missing', S3)).toBe(true);
    expect(kept()).toEqual([]);
  });

  it('are compiled by the first process alone, and again when what it has kept is of no use', () => {
    writeFileSync(bundle, `exports[${JSON.stringify(S3)}] = 1;`);
    inProcess('0', S3);
    const [code] = kept();
    writeFileSync(path.join(folder, code), 'no code');
    expect(inProcess(`require("${S3}")`, S3)).toBe(1);
    expect(kept()).toEqual([code]);
  });
});

describe('a bundle of clients', () => {
  it('holds all that they need, what they load late included', async () => {
    await makeClientBundle([S3, '@aws-sdk/client-sts'], bundle);
    const credentials =
      'new (require("@aws-sdk/client-sts").STSClient)({ region: "us-east-1" }).config.credentials()';
    expect(inProcess(`${credentials}.catch(({ name }) => name)`, S3)).toBe('CredentialsProviderError');
    // A separately compiled script has no import().
    expect(readFileSync(bundle, 'utf8')).not.toMatch(/(?<![.\w$])import\(/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.js'))).toEqual(['bundle.js']);
  });

  it('fails for a client that is not installed, and leaves nothing', async () => {
    await expect(makeClientBundle(['@aws-sdk/client-missing'], bundle)).rejects.toThrow('client-missing');
    expect(readdirSync(folder)).toEqual([]);
  });
});
