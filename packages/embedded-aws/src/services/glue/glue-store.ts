import { JobRun, type Job } from './job-run';
import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';

/** Jobs of a region and their runs. */
export class GlueStore {
  private readonly jobs = new Map<string, Job>();
  private readonly tags = new Map<string, Readonly<Record<string, string>>>();
  private readonly runs: JobRun[] = [];

  constructor(readonly platform: Platform) {}

  /** Unix seconds on the embedded AWS's clock. */
  now(): number {
    return this.platform.clock.now() / 1_000;
  }

  /** Sorted by name. */
  listJobs(): Job[] {
    return [...this.jobs.values()].sort(byKey(({ Name }) => Name));
  }

  findJob(name: string): Job | undefined {
    return this.jobs.get(name);
  }

  /** @throws AwsError `EntityNotFoundException` */
  mustFindJob(name: string): Job {
    const job = this.jobs.get(name);
    if (job) return job;
    throw new AwsError('EntityNotFoundException', `Job with name: ${name} not found.`);
  }

  saveJob(job: Job): void {
    this.jobs.set(job.Name, job);
  }

  /** Running jobs continue unchanged. */
  removeJob(name: string): void {
    this.jobs.delete(name);
    this.tags.delete(this.arnOf(name));
  }

  /** ARN of a job, existing or not. */
  arnOf(name: string): string {
    const { region, accountId } = this.platform;
    return `arn:aws:glue:${region}:${accountId}:job/${name}`;
  }

  tagsOf(arn: string): Readonly<Record<string, string>> {
    this.mustFindTagged(arn);
    return this.tags.get(arn) ?? {};
  }

  /** @throws AwsError `EntityNotFoundException` unless it is a job's ARN: only jobs are taggable */
  saveTags(arn: string, tags: Readonly<Record<string, string>>): void {
    this.mustFindTagged(arn);
    this.tags.set(arn, tags);
  }

  /** @throws AwsError `EntityNotFoundException`, also for the ARN of another region or account */
  private mustFindTagged(arn: string): void {
    const own = this.arnOf('');
    this.mustFindJob(arn.startsWith(own) ? arn.slice(own.length) : arn);
  }

  /** The latest first. */
  runsOf(jobName: string): JobRun[] {
    return this.runs.filter(({ job }) => job.Name === jobName).reverse();
  }

  /** @throws AwsError `EntityNotFoundException` */
  mustFindRun(jobName: string, id: string): JobRun {
    const run = this.runs.find((one) => one.job.Name === jobName && one.id === id);
    if (run) return run;
    throw new AwsError('EntityNotFoundException', `JobRun with id: ${id} for job: ${jobName} not found.`);
  }

  startRun(job: Job, runArguments: Readonly<Record<string, string>>): JobRun {
    const run = new JobRun(job, runArguments, this.platform);
    this.runs.push(run);
    void run.run();
    return run;
  }

  close(): void {
    for (const run of this.runs) run.stop();
  }
}
