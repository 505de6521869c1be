import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { testCode, needsOf } from './recorded-test';
import type { RecordedTests } from './recordings';
import { COMMITS, SNAPSHOTS } from './sources';

/** Folders of LocalStack's tests whose services the embedded AWS has, at least in part. */
const FOLDERS =
  'apigateway|cloudformation|cloudwatch|events|iam|kms|lambda_|logs|s3|scheduler|sns|ssm|stepfunctions|sts';

// Argument: a clone of LocalStack's repository.
const repository = process.argv[2];
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
const COMMIT = COMMITS['localstack/localstack'];
const paths = new Set(git('ls-tree', '-r', '--name-only', COMMIT, 'tests/aws').split('\n'));
const read = (path: string): string => git('show', `${COMMIT}:${path}`);
const inTemplates = [...paths].filter((path) => path.includes('/templates/'));
/** Paths of templates by the names of their files, and by the constants that stand for them. */
const templates = new Map(inTemplates.map((path) => [basename(path), path]));
const constants = inTemplates
  .filter((path) => path.endsWith('.py'))
  .flatMap((path) =>
    [...read(path).matchAll(/(\w+)(?:: \S+)? = os\.path\.join\(\s*_THIS_FOLDER,\s*"(\S+)"/g)].map(
      ([, name, file]) => ({ name, path: join(dirname(path), file) }),
    ),
  );
// Not those that stand for different files in different modules.
for (const { name, path } of constants)
  if (constants.every((other) => other.name !== name || other.path === path)) templates.set(name, path);
const templateOf = (name: string): string | undefined => {
  const path = templates.get(name);
  return path && paths.has(path) ? read(path) : undefined;
};

type Snapshot = Readonly<Record<string, { 'recorded-content'?: object }>>;

/**
 * The tests of a snapshot whose record holds an answer and that AWS passed: an empty record is no recording, and one of
 * a test that was never validated may be LocalStack's own answer.
 */
function recordedTestsOf(snapshotPath: string): RecordedTests {
  const source = snapshotPath.replace('.snapshot.json', '.py');
  const code = paths.has(source) ? read(source) : '';
  const validation = snapshotPath.replace('.snapshot.', '.validation.');
  const validated = (paths.has(validation) ? JSON.parse(read(validation)) : {}) as Record<string, object>;
  const tests: Record<string, { needs?: readonly string[]; answers: Record<string, number> }> = {};
  for (const [key, record] of Object.entries(JSON.parse(read(snapshotPath)) as Snapshot)) {
    const answers = Object.keys(record['recorded-content'] ?? {}).length;
    if (answers === 0 || !Object.hasOwn(validated, key)) continue;
    const [, name, variant = ''] = /^([\w:]+?)(\[.*\])?$/s.exec(key.replace(/^.*?\.py::/, ''))!;
    const needs = source.includes('/apigateway/')
      ? ['REST APIs']
      : needsOf(testCode(code, name.split('::').at(-1)!), templateOf);
    tests[name] ??= { ...(needs.length > 0 && { needs }), answers: {} };
    tests[name].answers[variant] = answers;
  }
  return Object.fromEntries(
    Object.entries(tests).map(([name, { needs, answers }]) => {
      const [plain, ...variants] = Object.keys(answers);
      return [name, { ...(needs && { needs }), answers: plain || variants.length ? answers : answers[''] }];
    }),
  );
}

const inScope = new RegExp(`^${SNAPSHOTS}(?:${FOLDERS})/.*\\.snapshot\\.json$`);
const files = [...paths].filter((path) => inScope.test(path)).sort();
// A file a line.
const lines = files.map(
  (path) =>
    `"${path.slice(SNAPSHOTS.length, -'.snapshot.json'.length)}": ${JSON.stringify(recordedTestsOf(path))}`,
);
writeFileSync(resolve(__dirname, 'recorded-tests.json'), `{\n${lines.join(',\n')}\n}\n`);
