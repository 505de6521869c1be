import { paginateGetJobRuns, type GlueClient, type JobRun } from '@aws-sdk/client-glue';
import type { PreparationJobArguments } from '../../domain/contracts/preparation-job';

const OUTPUT: keyof PreparationJobArguments = '--output';

/** The runs of a job that write to a place, the latest first; none where there is no such job. */
export async function preparationRuns(glue: GlueClient, jobName: string, output: string): Promise<JobRun[]> {
  const runs: JobRun[] = [];
  try {
    for await (const { JobRuns = [] } of paginateGetJobRuns({ client: glue }, { JobName: jobName }))
      runs.push(...JobRuns.filter((run) => run.Arguments?.[OUTPUT] === output));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'EntityNotFoundException')) throw error;
  }
  return runs;
}
