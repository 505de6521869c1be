import { Lambda } from '@aws-sdk/client-lambda';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endSpawned, spawnCommand, until } from '../../../../test/support/spawned-command';
import { createAdminRole } from '../admin-role';
import { deploy } from './deployed-function';

afterEach(endSpawned);

it('an embedded AWS that exits while a function writes leaves no file (HTTP-12)', async () => {
  const program = `
    const { existsSync } = require('node:fs');
    const { startLocalAws } = require('embedded-aws/local-aws');
    void startLocalAws().then(({ endpoint }) => console.log(endpoint));
    setInterval(() => existsSync(process.env.TMPDIR + '/exit') && process.exit(), 20);`;
  const local = spawnCommand(process.execPath, ['-r', './bin/run-typescript.cjs', '-e', program]);
  const endpoint = await local.seen(/http:\S+/);
  await createAdminRole(endpoint);
  const lambda = new Lambda({ endpoint });
  await deploy(
    lambda,
    `const { writeFileSync } = require('node:fs');
     exports.handler = () => {
       for (let n = 0; ; n++) try { writeFileSync(require('node:os').tmpdir() + '/written' + n, ''); } catch {}
     };`,
    { Timeout: 60 },
  );
  await lambda.invoke({ FunctionName: 'example', InvocationType: 'Event' });
  lambda.destroy();
  const files = (): string[] => readdirSync(local.folder, { recursive: true }) as string[];
  await until(() => files().some((name) => name.includes('written')));
  writeFileSync(join(local.folder, 'exit'), '');
  await local.ended;
  expect(local.stderr()).toBe('');
  expect(local.leftovers()).toEqual(['exit']);
});
