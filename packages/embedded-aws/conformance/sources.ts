import type { Source } from './conformance-case';

/** Repositories whose files were read, at the commit that was read. */
export const COMMITS = {
  'awsdocs/amazon-api-gateway-developer-guide': '6060e21e4214857f6f416c50ee2d019bc3db2206',
  'hotsock/voker': 'a1c00bf491e026f81917cc2edfdaca03eabc7518',
  'localstack/localstack': '8b9a79f05846835cf4dff63ab7eefdde9df83783',
  'aws-samples/amazon-personalize-samples': '5a69fc41c0825ad0baa2fd3b6fb7dbff5182b9cd',
  'aws/event-ruler': '337e8d99026d3f6687f783535f157be8bf4ebbb7',
  'awsdocs/iam-user-guide': 'e2b8637a825b9f292bb04af61277d067dfcc5676',
  'awsdocs/amazon-eventbridge-user-guide': '896fddaa2e939f5d6129050ef792c1b54ac981b6',
  'awsdocs/aws-step-functions-developer-guide': '3d6752c179885aa864a2a49eb47a8131b5004aa0',
  'awsdocs/amazon-personalize-developer-guide': '83a0cb3159587dd664c8f00ddb309d0bde16bd2a',
} as const;

/** A file of a public repository, and the name of the test in it whose answer AWS gave. */
export const recorded = (repository: keyof typeof COMMITS, path: string, test?: string): Source => ({
  repository,
  path,
  commit: COMMITS[repository],
  test,
});

/** Folder of LocalStack's tests of services. */
export const SNAPSHOTS = 'tests/aws/services/';

/** A snapshot of the answers of the real AWS, by its path below `tests/aws/services` of LocalStack. */
export const snapshot = (path: string, test: string): Source =>
  recorded('localstack/localstack', `${SNAPSHOTS}${path}.snapshot.json`, test);

/** A test without a record, by the path of its file: it asserts in code what AWS answered. */
export const asserted = (path: string, test: string): Source =>
  recorded('localstack/localstack', `${SNAPSHOTS}${path}.py`, test);

/** The page or the file of a source, for a reader. */
export function sourceLink(source: Source): string {
  if ('url' in source) return source.url;
  return `https://github.com/${source.repository}/blob/${source.commit}/${source.path}`;
}

/** The recording that a source is, as `keyOf` names it; undefined for other sources. */
export function recordingKey(source: Source): string | undefined {
  if ('url' in source || !source.path.endsWith('.snapshot.json')) return undefined;
  return `${source.path.slice(SNAPSHOTS.length, -'.snapshot.json'.length)}::${source.test}`;
}
