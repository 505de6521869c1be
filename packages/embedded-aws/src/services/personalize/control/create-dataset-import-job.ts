import { parseDataLocation } from '../data/import-files';
import { runImport } from '../data/run-import';
import type { Dataset } from '../dataset';
import { importMetrics } from '../import-metrics';
import { inUse, invalidInput, requireActive, requireNoUpdate, tooManyJobs } from '../errors';
import { creation, passToPersonalize, personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { isInTransition } from '../resource';
import { alreadyExists } from '../resource-collection';
import { ARN, DATA_SOURCE, NAME, ROLE_ARN, TAGS } from '../shapes';
import { setTags } from '../tags';

const MAX_JOBS_UNDER_WAY = 5;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateDatasetImportJob.html */
export const createDatasetImportJob = personalizeAction({
  input: {
    jobName: { ...NAME, required: true },
    datasetArn: { ...ARN, required: true },
    dataSource: DATA_SOURCE,
    // Optional in the service's model, but nothing can be read without it.
    roleArn: { ...ROLE_ARN, required: true },
    tags: TAGS,
    importMode: { type: 'string', enum: ['FULL', 'INCREMENTAL'] },
    publishAttributionMetricsToS3: { type: 'boolean' },
  },
  permissions: (input, store) => {
    const created = store.arnOf(`dataset-import-job/${input.jobName}`);
    return [
      ...creation('personalize:CreateDatasetImportJob', [input.datasetArn], created, input),
      ...passToPersonalize(input.roleArn),
    ];
  },
  run: (input, store) => {
    const { jobName, datasetArn, dataSource, roleArn, tags, importMode = 'FULL' } = input;
    parseDataLocation(dataSource.dataLocation);
    if (input.publishAttributionMetricsToS3)
      throw invalidInput(
        'publishAttributionMetricsToS3: the embedded AWS makes no reports of a metric attribution.',
      );
    const dataset = store.datasets.mustGet(datasetArn);
    requireActive(dataset);
    requireNoUpdate(datasetArn, dataset.latestDatasetUpdate);
    const resource = store.newResource(`dataset-import-job/${jobName}`, setTags(new Map(), tags));
    if (store.usedImportJobArns.has(resource.arn)) throw alreadyExists(resource.arn);
    requireNoneUnderWay(dataset, store);
    if (importMode === 'INCREMENTAL' && !dataset.interactions && !dataset.records)
      throw invalidInput(
        `The dataset ${datasetArn} is empty: its first import must have the importMode FULL.`,
      );

    const publishAttributionMetricsToS3 = false;
    const job = store.datasetImportJobs.add({
      ...resource,
      jobName,
      datasetArn,
      dataSource,
      roleArn,
      importMode,
      publishAttributionMetricsToS3,
    });
    store.usedImportJobArns.add(job.arn);
    const { datasetType } = dataset;
    const fault = store.platform.faults.strike('import-failure', { datasetType });
    const metrics = importMetrics(job, dataset, store.platform.metrics);
    metrics.begun();
    store.create(
      'datasetImportJob',
      job,
      () => runImport(job, dataset, store),
      undefined,
      fault,
      () => metrics.ended(job.lastUpdatedDateTime - job.creationDateTime, job.status !== 'ACTIVE'),
    );
    return { datasetImportJobArn: job.arn };
  },
});

function requireNoneUnderWay({ arn }: Dataset, store: PersonalizeStore): void {
  const underWay = store.datasetImportJobs.list().filter(isInTransition);
  if (underWay.length >= MAX_JOBS_UNDER_WAY) throw tooManyJobs(MAX_JOBS_UNDER_WAY);
  const other = underWay.find(({ datasetArn }) => datasetArn === arn);
  if (other)
    throw inUse(`Resource Arn ${arn} has an import job under way: ${other.arn}. Wait until it is done.`);
}
