import { importJobs, type ImportJob } from '../dataset-import/import-jobs';
import type { PersonalizeApi } from '../personalize-api';
import { CREATE_FAILED } from '../status';

/** What a shop's import jobs tell of its data. */
export interface SeenImports {
  /** Days since the newest import that succeeded; absent before the first. */
  readonly dataAgeDays?: number;
  /** The newest import of each dataset that has failed, in words. */
  readonly failures: readonly string[];
}

const DAY_MS = 86_400_000;

/** Looks at the import jobs of all datasets. A failed one that another has made good counts no more. */
export async function lookAtImports(
  client: PersonalizeApi,
  datasetArns: readonly string[],
  nowMs: number,
): Promise<SeenImports> {
  const all = await Promise.all(datasetArns.map((arn) => importJobs(client, arn)));
  const succeeded = all.flat().filter(({ status }) => status === 'ACTIVE');
  const newestMs = Math.max(...succeeded.map(({ updatedMs }) => updatedMs));
  return {
    ...(succeeded.length > 0 && { dataAgeDays: Math.max(0, nowMs - newestMs) / DAY_MS }),
    failures: all.flatMap((jobs) => {
      const newest = newestOf(jobs);
      if (newest?.status !== CREATE_FAILED) return [];
      return [`Import job ${newest.name} failed: ${newest.failureReason ?? 'no reason given'}`];
    }),
  };
}

const newestOf = (jobs: readonly ImportJob[]): ImportJob | undefined =>
  [...jobs].sort((a, b) => b.createdMs - a.createdMs)[0];
