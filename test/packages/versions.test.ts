import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { whyNotKept } from '../../build/why-not-kept.cjs';
import { describeWith } from '../support/prerequisites';
import { installRelease } from '../upgrade/kept-release';
import { differencesOf, publicSurface, withoutNote, type PublicSurface } from '../upgrade/public-surface';

const ROOT = resolve(__dirname, '../..');
const RELEASES = 'test/upgrade/releases.json';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest => json(join(folder, 'package.json'));
const lock = json<{ readonly packages: Readonly<Record<string, Manifest>> }>('package-lock.json');

/** Checksums of the releases that were kept, by version. The tarball of the last one is kept, too. */
type Releases = Readonly<Record<string, string>>;
const releases = json<Releases>(RELEASES);

/** Released versions in a changelog, the newest first. */
const releasedIn = (changelog: string): readonly string[] =>
  Array.from(read(changelog).matchAll(/^## (\d+\.\d+\.\d+)/gm), ([, version]) => version);

/** Of a version without -dev. */
const asNumber = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);

/** Versions of what is kept that the old file has with another checksum, or that are missing from the new one. */
const changedReleases = (before: Releases, after: Releases): readonly string[] =>
  Object.keys(before).filter((version) => after[version] !== before[version]);

describe('the version of the checkout', () => {
  const { version } = manifestOf('');

  it.each([
    ['', 'CHANGELOG.md'],
    ['packages/embedded-aws', 'packages/embedded-aws/CHANGELOG.md'],
  ])(
    'is a development version after the last release, or the release itself: package "%s"',
    (folder, changelog) => {
      const { version } = manifestOf(folder);
      const [last] = releasedIn(changelog);
      if (version !== last) {
        expect(version).toMatch(/^\d+\.\d+\.\d+-dev$/);
        expect(asNumber(version.replace('-dev', ''))).toBeGreaterThan(asNumber(last));
      }
    },
  );

  it('is not that of a kept release: once it is kept, `node build/set-version.mjs` sets the next one', () => {
    expect(Object.keys(releases)).not.toContain(version);
  });

  it('is that of all manifests which name it, and of the lock file', () => {
    const emulator = manifestOf('packages/embedded-aws').version;
    expect(manifestOf('packages/storefront').version).toBe(version);
    expect(manifestOf('')).toMatchObject({
      devDependencies: { 'embedded-aws': emulator },
      // A range without -dev accepts no -dev version.
      peerDependencies: { 'embedded-aws': `^${emulator}` },
    });
    expect(manifestOf('packages/tools').dependencies).toMatchObject({ 'embedded-aws': emulator });
    for (const folder of ['', 'packages/embedded-aws', 'packages/storefront', 'packages/tools'])
      for (const field of ['version', 'dependencies', 'devDependencies', 'peerDependencies'] as const)
        expect([folder, field, lock.packages[folder][field]]).toEqual([
          folder,
          field,
          manifestOf(folder)[field],
        ]);
  });
});

describe('the kept release', () => {
  it('is the last one in releases.json and in CHANGELOG.md, apart from one that is not kept yet', () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    try {
      const { version } = JSON.parse(
        readFileSync(join(installRelease(folder), 'package.json'), 'utf8'),
      ) as Manifest;
      expect(version).toBe(Object.keys(releases).at(-1));
      expect(version).toBe(releasedIn('CHANGELOG.md').find((one) => one !== manifestOf('').version));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has the checksum of its version', () => {
    const kept = readFileSync(join(ROOT, 'test/upgrade/release.tar.br'));
    expect(Object.values(releases).at(-1)).toBe(createHash('sha256').update(kept).digest('hex'));
  });

  it.each([
    ['a development version', '1.2.0-dev', 'is a development version'],
    ['a version that is kept', '1.1.0', 'is kept already'],
  ])('is not replaced by %s', (_, version, why) => {
    expect(whyNotKept(version, { '1.1.0': 'a' })).toContain(why);
    expect(whyNotKept('1.2.0', { '1.1.0': 'a' })).toBeUndefined();
  });

  describeWith('gitHistory')('in the history', () => {
    it('has never had another checksum: a changed release is a new version', () => {
      const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
      const commits = git('log', '--full-history', '--format=%H', '--diff-filter=AM', '--', RELEASES).split(
        '\n',
      );
      const changed = commits
        .filter((commit) => commit !== '')
        .flatMap((commit) =>
          changedReleases(JSON.parse(git('show', `${commit}:${RELEASES}`)) as Releases, releases),
        );
      expect(changed).toEqual([]);
    });
  });
});

describe('a change that users notice', () => {
  /** Notes since the last kept release: of changes/, and of a release that is not kept yet. */
  function notes(): readonly string[] {
    const files = readdirSync(join(ROOT, 'changes')).filter((file) => file !== 'README.md');
    const sections = ['CHANGELOG.md', 'packages/embedded-aws/CHANGELOG.md'].flatMap((changelog) =>
      read(changelog)
        .split(/^## /m)
        .filter((section) => section.startsWith(`${manifestOf('').version} `)),
    );
    return [...files.map((file) => read(`changes/${file}`)), ...sections];
  }

  it('has a note in changes/ that names it in backticks', () => {
    const differences = differencesOf(json<PublicSurface>('test/upgrade/surface.json'), publicSurface());
    expect(withoutNote(differences, notes())).toEqual([]);
  });

  it.each([
    ['a new setting', {}, { 'setting watch': '' }, 'added: setting watch'],
    [
      'a changed route',
      { 'route GET /items': 'a' },
      { 'route GET /items': 'b' },
      'changed: route GET /items',
    ],
    ['a removed output', { 'output ApiUrl': '' }, {}, 'removed: output ApiUrl'],
    ['a new option', {}, { 'command effect --bill': '' }, 'added: command effect --bill'],
    ['a new property', {}, { 'export ShopApi.metric': '' }, 'added: export ShopApi.metric'],
  ])('is missed without a note: %s', (_what, before, after, text) => {
    const differences = differencesOf(before, after);
    // English words, and other names that contain the name.
    const others = ['watch the metric', '`GET /items-of`', '`ApiUrls`', '`effects --bill`', '`watching`'];
    expect(withoutNote(differences, others)).toEqual([text]);
    const named = ['`watch`', '`GET /items`', '`ApiUrl`', '`npm run effect -- --bill USD`', '`metric`'];
    expect(withoutNote(differences, named)).toEqual([]);
  });

  it('knows settings, outputs, commands, options, routes and exports', () => {
    const some = [
      'setting watch',
      'output ApiUrl',
      'command effect',
      'command effect --bill',
      'route GET /items',
    ];
    expect(Object.keys(publicSurface())).toEqual(
      expect.arrayContaining([...some, 'export ShopApi.url', 'export EmbeddedAws.bill']),
    );
  });
});
