import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Ways of an update that do not look by `expectLive` afterwards. */
const UNSEEN = /new (UpdateStack|ExecuteChangeSet)Command|\.updateStack\(|\blocalStack\(|'deploy',.*'--/;

/** Files with such a way. */
const KNOWN: Readonly<Record<string, string>> = {
  'test/whole/live-stack.ts': 'looks after each update',
  'test/examples/cdk-apps.long.test.ts': 'deploys each stack once',
  'test/packages/tarballs.long.test.ts': 'deploys each stack once',
  'test/whole/redeployed.long.test.ts': 'deploys the last release by itself, which is no update',
};

it('tests deploy updates in ways that look afterwards whether all is live', () => {
  const packages = readdirSync(join(ROOT, 'packages')).filter((name) => name !== 'embedded-aws');
  const found = ['test', ...packages.map((name) => `packages/${name}/test`)].flatMap((folder) =>
    (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
      .filter((name) => /(?<!expect-live\.test)\.ts$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name}`)
      .filter((file) => UNSEEN.test(readFileSync(join(ROOT, file), 'utf8'))),
  );
  expect(found.sort()).toEqual(Object.keys(KNOWN).sort());
});
