import type { DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import type { Template } from '../cdk/assembly';
import { templateShop } from '../cdk/template-shop';
import { lossesOf, madeAnew, type Deployments, type Loss } from './losses';
import { inWords, ownName } from './resource-words';
import type { Rehearsed } from './rehearse';
import { isSilent, silentMs, type SeenShelf } from './shelves';

/** A shelf of the shop during the deployment. */
export interface ReportedShelf extends SeenShelf {
  /** How long it had no answer. */
  readonly silentMs: number;
  /** Whether it has none in the end. */
  readonly isSilent: boolean;
}

/** How a deployment under faults ended, the best first. */
export const ENDS = {
  'as planned': 'ended as planned',
  'came back': 'returned to what was live',
  continued: 'returned to what was live after "cdk rollback"',
  harmed: 'took something live, or did not come back',
} as const;

/** A deployment under the faults of one seed. */
export interface FaultyRun {
  readonly seed: number;
  /** Kinds of its faults. */
  readonly faults: readonly Fault['fault'][];
  readonly end: keyof typeof ENDS;
  /** Of the deployment itself, before any rollback is continued. */
  readonly status: string;
  readonly reasons: readonly string[];
  /** What it has taken that the deployment without faults leaves. */
  readonly harm: readonly string[];
}

/** Why a rehearsal ends with exit code 1. */
export interface Problem {
  /** For `--accept`; absent for what cannot be accepted. */
  readonly name?: string;
  readonly says: string;
}

/** What a deployment did, in words of the shop. */
export interface Report {
  readonly from: string;
  readonly to: string;
  /** `UPDATE_COMPLETE`, `NO_UPDATE`, … */
  readonly status: string;
  readonly reasons: readonly string[];
  /** What is lost for ever first. */
  readonly lost: readonly Loss[];
  readonly trainedAnew: readonly string[];
  readonly replaced: readonly string[];
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  readonly updated: readonly string[];
  /** What the deployment could not delete and so stays, with why. */
  readonly notDeleted: readonly string[];
  /** Outputs with other values, which whoever has noted them has to read again. */
  readonly changedOutputs: readonly string[];
  readonly shelves: readonly ReportedShelf[];
  /** On AWS's clock. */
  readonly tookMs: number;
  /** US dollars of a month without requests; absent for data that is not known. */
  readonly month?: { readonly beforeUsd: number; readonly afterUsd: number };
  /** Deployments under faults, one for each seed. */
  readonly faulty: readonly FaultyRun[];
  /** What could not be rehearsed. */
  readonly notRehearsed: readonly string[];
  readonly problems: readonly Problem[];
  /** Names of `--accept` that no problem has. */
  readonly acceptedInVain: readonly string[];
}

/** What is compared, and how the result is judged. */
export interface Compared extends Deployments {
  readonly faulty?: readonly FaultyRun[];
  readonly month?: Report['month'];
  /** Losses and shelves that `--accept` names. */
  readonly accepted: readonly string[];
}

/** Statuses of a deployment that did what it was asked to. */
const DONE: readonly string[] = ['UPDATE_COMPLETE', 'NO_UPDATE'];

/** What a rehearsal has shown. */
export function reportOf({ from, to, rehearsed, faulty = [], month, accepted }: Compared): Report {
  const { before, after, status, reasons, tookMs, dead } = rehearsed;
  const isDone = DONE.includes(status);
  const lost = lossesOf({ from, to, rehearsed });
  const shelves = rehearsed.shelves.map((seen) => ({
    ...seen,
    silentMs: silentMs(seen, tookMs),
    isSilent: isSilent(seen),
  }));
  const problems: Problem[] = [
    ...(isDone ? [] : [{ says: `The deployment ends as ${status}.` }]),
    ...lost.map(({ name, says }) => ({ name, says })),
    ...dead.map(({ name, problem }) => ({
      name,
      says: `The output ${name} names what is not live: ${problem.replace(/\.$/, '')}.`,
    })),
    ...shelves
      .filter(({ silentMs: ms, goesWith, isSilent: isGone }) => {
        // A shelf that goes with a loss is told once.
        const isTold = isGone && lost.some(({ name }) => goesWith.some((other) => other === name));
        return (ms > 0 || isGone) && !isTold;
      })
      .map(({ name, title }) => ({ name, says: `${title}: a time without an answer.` })),
    ...faulty.flatMap(({ seed, end }) =>
      end === 'harmed' ? [{ says: `Under the faults of seed ${seed}, the shop is harmed.` }] : [],
    ),
  ];
  return {
    from: from.origin,
    to: to.origin,
    status,
    reasons,
    lost,
    ...changesOf(rehearsed),
    notDeleted: notDeletedIn(rehearsed),
    changedOutputs: Object.entries(before.outputs).flatMap(([name, value]) =>
      after.outputs[name] === undefined || after.outputs[name] === value ? [] : [name],
    ),
    shelves,
    tookMs,
    month,
    faulty,
    notRehearsed: notRehearsedOf(to.template),
    problems: problems.filter(({ name }) => name === undefined || !accepted.includes(name)),
    acceptedInVain: accepted.filter((one) => !problems.some(({ name }) => name === one)),
  };
}

type Changes = Pick<Report, 'trainedAnew' | 'replaced' | 'created' | 'deleted' | 'updated'>;

function changesOf({ before, after, events }: Rehearsed): Changes {
  const idsBefore = new Set(before.resources.map(({ id }) => id));
  const idsAfter = new Set(after.resources.map(({ id }) => id));
  const oldAt = new Map(before.resources.map((one) => [one.logicalId, one]));
  const newAt = new Map(after.resources.map((one) => [one.logicalId, one]));
  const isReplaced = (one: DeployedResource): boolean => {
    const old = oldAt.get(one.logicalId);
    return old !== undefined && old.type === one.type && !idsBefore.has(one.id);
  };
  const updatedIds = new Set(
    events.flatMap(({ ResourceStatus, LogicalResourceId = '' }) =>
      ResourceStatus === 'UPDATE_COMPLETE' ? [LogicalResourceId] : [],
    ),
  );
  const anew = madeAnew(before, after).filter(([arn]) => after.made.has(arn));
  const solutionOf = (arn: string): string => arn.slice(0, arn.lastIndexOf('/'));
  const trained = [...after.made].filter(
    ([arn, { kind }]) =>
      kind === 'solution version' &&
      !before.made.has(arn) &&
      [...before.made.keys()].some((old) => solutionOf(old) === solutionOf(arn)),
  );
  return {
    trainedAnew: [
      ...anew.filter(([, { kind }]) => kind === 'recommender').map(([arn]) => ownName('recommender', arn)),
      ...trained.map(([arn]) => ownName('solution', solutionOf(arn))),
    ],
    replaced: inWords(after.resources.filter(isReplaced)),
    created: inWords(after.resources.filter((one) => !idsBefore.has(one.id) && !isReplaced(one))),
    deleted: inWords(
      before.resources.filter(({ id, logicalId }) => !idsAfter.has(id) && !newAt.has(logicalId)),
    ),
    updated: inWords(
      after.resources.filter(({ id, logicalId }) => updatedIds.has(logicalId) && idsBefore.has(id)),
    ),
  };
}

/** CloudFormation tries each three times. */
function notDeletedIn({ events }: Rehearsed): string[] {
  const reasons = new Map<string, string>();
  for (const { ResourceStatus, LogicalResourceId = '', ResourceStatusReason = '' } of events)
    if (ResourceStatus === 'DELETE_FAILED') reasons.set(LogicalResourceId, ResourceStatusReason);
  return [...reasons].map(([id, reason]) => `${id}: ${reason}`);
}

function notRehearsedOf(template: Template): string[] {
  const { preparation, runningHours } = templateShop(template).settings;
  return [
    ...(preparation === 'glue'
      ? ['The Glue job: DuckDB has prepared the data in place of Spark, unless SPARK_PYTHON names one.']
      : []),
    ...(runningHours === null
      ? []
      : ['Running hours: a recommender that they have stopped meanwhile counts as one without an answer.']),
  ];
}
