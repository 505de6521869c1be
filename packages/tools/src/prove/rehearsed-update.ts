import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  GetTemplateCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { Template } from '../cdk/assembly';
import type { CdkOptions } from '../cdk/cdk';
import { stackOutputs } from '../deployed/stack-outputs';
import { holdingsOf, type HoldingStack } from '../rehearse/holdings';
import { reportOf, type Report } from '../rehearse/report';
import type { StackClients } from './find-resources';
import { PROOF_STACK } from './plan';
import { GENERATED, type ProvedRehearsal } from './proof';
import { latestEvents } from './step-order';

/**
 * Runs `rehearse` over the stack of a proof, where the environment points.
 *
 * @param update - settings and tags, as the CDK CLI takes them
 * @throws Error with what it printed, if it has no report
 */
export async function rehearsalOf(
  update: readonly string[],
  { environment, folder, signal }: Pick<CdkOptions, 'environment' | 'folder' | 'signal'>,
): Promise<Report> {
  const file = join(folder, 'rehearsal.json');
  const args = ['rehearse', '--stack', PROOF_STACK, '--json', file, ...update];
  const program = join(PROJECT_FOLDER, 'bin', 'recommenders.cjs');
  const failure = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: PROJECT_FOLDER,
    env: environment,
    signal,
  }).then(
    () => undefined,
    (error: Error & { stderr?: string }) => error,
  );
  // It fails where something is lost, with a report.
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`The rehearsal has no report. ${failure?.stderr?.trim() ?? failure?.message ?? ''}`);
  return JSON.parse(text) as Report;
}

/**
 * Runs an update, and looks at it as a rehearsal does.
 *
 * @returns the report that a rehearsal would have made of it, without shelves and prices
 */
export async function seenUpdate(
  { cloudFormation: client, personalize }: Pick<StackClients, 'cloudFormation' | 'personalize'>,
  datasetGroupArn: string,
  update: () => Promise<void>,
): Promise<Report> {
  const stack: HoldingStack = {
    personalize,
    datasetGroupArn,
    outputs: () => stackOutputs(client, PROOF_STACK),
    resources: async () => {
      const found: StackResourceSummary[] = [];
      const pages = paginateListStackResources({ client }, { StackName: PROOF_STACK });
      for await (const { StackResourceSummaries = [] } of pages) found.push(...StackResourceSummaries);
      return found;
    },
  };
  const template = async (): Promise<Template> => {
    const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName: PROOF_STACK }));
    return JSON.parse(TemplateBody) as Template;
  };
  const [before, from] = [await holdingsOf(stack), await template()];
  const begunMs = Date.now();
  await update();
  const tookMs = Date.now() - begunMs;
  const events = await latestEvents(client, PROOF_STACK);
  const status = events.at(-1)?.ResourceStatus ?? 'NO_UPDATE';
  return reportOf({
    from: { origin: 'before', template: from },
    to: { origin: 'after', template: await template(), hasSample: true },
    rehearsed: {
      ...{ before, after: await holdingsOf(stack), events, tookMs },
      ...{ status, firstStatus: status, reasons: [], shelves: [], dead: [] },
    },
    accepted: [],
  });
}

/** What an update did otherwise than its rehearsal has said. */
export const compareRehearsal = (said: Report, did: Report): ProvedRehearsal => ({
  seconds: said.tookMs / 1000,
  differences: [
    ...withoutThose(linesOf(did), linesOf(said)).map((line) => `not rehearsed: ${line}`),
    ...withoutThose(linesOf(said), linesOf(did)).map((line) => `only rehearsed: ${line}`),
  ],
});

const withoutThose = (lines: readonly string[], others: readonly string[]): string[] =>
  lines.filter((line) => !others.includes(line));

/** What both can say: reasons and sentences have ARNs of an account, and CloudFormation names a bucket anew. */
const linesOf = (report: Report): string[] => allLinesOf(report).map((line) => line.replace(GENERATED, ''));

const allLinesOf = (report: Report): string[] => [
  `status ${report.status}`,
  ...report.lost.map(({ name }) => `lost ${name}`),
  ...report.trainedAnew.map((name) => `trained anew ${name}`),
  ...report.replaced.map((name) => `replaced ${name}`),
  ...report.created.map((name) => `created ${name}`),
  ...report.deleted.map((name) => `deleted ${name}`),
  ...report.updated.map((name) => `updated ${name}`),
  ...report.notDeleted.map((line) => `not deleted ${line.split(':', 1)[0]}`),
  ...report.changedOutputs.map((name) => `another value of the output ${name}`),
];
