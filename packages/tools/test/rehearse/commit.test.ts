import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeCommit } from '../../src/rehearse/commit';

const ROOT = resolve(__dirname, '../../../..');

let folder: string;
const shell = { ...process.env };
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'commit-'))));
afterEach(() => {
  process.env = { ...shell };
  rmSync(folder, { recursive: true });
});

it('a commit that is rehearsed is written with the packages of this checkout, those of the workspace being its own', () => {
  const to = join(folder, 'commit');
  const { origin, folder: written } = writeCommit('HEAD', to);
  expect([origin, written]).toEqual([expect.stringMatching(/^Commit HEAD \([0-9a-f]{8}\)$/), to]);
  expect(readdirSync(to)).toEqual(expect.arrayContaining(['bin', 'cdk.json', 'lib', 'node_modules']));
  expect(existsSync(join(to, 'node_modules/aws-cdk-lib/package.json'))).toBe(true);
  expect(existsSync(join(to, 'node_modules/@ecommerce-recommenders/csv/package.json'))).toBe(true);
});

it.each(['nonsense', '--help', 'HEAD:package.json'])(
  'a commit that is rehearsed is refused where git knows none: %s',
  (commit) => {
    expect(() => writeCommit(commit, join(folder, 'commit'))).toThrow(
      `${commit} is no commit of ${ROOT}. Name one with --from COMMIT; in CI, fetch it first ("git fetch origin main").`,
    );
    expect(readdirSync(folder)).toEqual([]);
  },
);

it('a commit that is rehearsed is refused where it needs other packages, with the way to install them', () => {
  const commit = commitWithOtherPackages(folder);
  expect(() => writeCommit(commit, join(folder, 'commit'))).toThrow(
    `The commit ${commit} has other packages in its package-lock.json than this checkout. Install them beside it: ` +
      `"git worktree add ../before ${commit.slice(0, 8)} && npm ci --prefix ../before", then name that folder: --from ../before`,
  );
});

/** Makes a commit that only this process knows: its objects are in the folder. */
function commitWithOtherPackages(folder: string): string {
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', input }).trim();
  Object.assign(process.env, {
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(ROOT, git(['rev-parse', '--git-path', 'objects'])),
    GIT_OBJECT_DIRECTORY: folder,
    GIT_INDEX_FILE: join(folder, 'index'),
    ...{ GIT_AUTHOR_NAME: 'shop', GIT_AUTHOR_EMAIL: 'shop@example.com' },
    ...{ GIT_COMMITTER_NAME: 'shop', GIT_COMMITTER_EMAIL: 'shop@example.com' },
  });
  const lock = git(
    ['hash-object', '-w', '--stdin'],
    '{"packages":{"node_modules/aws-cdk":{"version":"2.0.0"}}}',
  );
  git(['read-tree', 'HEAD']);
  git(['update-index', '--cacheinfo', `100644,${lock},package-lock.json`]);
  return git(['commit-tree', '-m', 'Other packages', git(['write-tree'])]);
}
