import { wrapText } from 'embedded-aws/command/terminal-lines';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { stackFailure } from '../failure/stack-failure';
import { worstOf } from './faulty-run';
import { ENDS, type FaultyRun, type Report, type ReportedShelf } from './report';

/** Columns of the report: what most terminals, and comments on pull requests, show. */
const WIDTH = 80;

/** Of an ARN, the same for all resources of the stack. */
const ACCOUNT_PART = /\barn:aws[\w-]*:[\w-]*:[\w-]*:\d*:/gi;

/** The report, in eighty columns. */
export function reportText(report: Report): string {
  const { from, to, status, reasons, lost, shelves, tookMs, month, notRehearsed, problems } = report;
  return [
    ...paragraph('', `${from}, then ${to} over it`),
    ...(status === 'NO_UPDATE' ? ['', 'Nothing changes.'] : []),
    ...(/^(UPDATE_COMPLETE|NO_UPDATE)$/.test(status)
      ? []
      : section(`The deployment ends as ${status}`, reasons)),
    ...section('Lost for ever', named(lost.filter(({ isForEver }) => isForEver))),
    ...section('Lost', named(lost.filter(({ isForEver }) => !isForEver))),
    ...section('Trained anew', report.trainedAnew),
    ...section('Replaced', report.replaced),
    ...section('Created', report.created),
    ...section('Deleted', report.deleted),
    ...section('Not deleted, and stays', report.notDeleted),
    ...section('Changed', report.updated),
    ...section('Outputs with another value', report.changedOutputs),
    ...section(
      'Shelves',
      shelves.flatMap((shelf) => shelfText(shelf)),
    ),
    '',
    `On AWS this takes about ${duration(tookMs)}, without seconds of CloudFormation itself.`,
    ...(month ? paragraph('', monthText(month)) : []),
    ...section('Under faults', faultyText(report.faulty)),
    ...section('Not rehearsed', notRehearsed),
    ...section('Accepted, but nothing has this name', report.acceptedInVain),
    ...section(
      'Not well',
      problems.flatMap(({ name, says }) => (lost.some((one) => one.name === name) ? [] : [says])),
    ),
    ...(problems.length > 0 ? ['', ...paragraph('', verdict(problems))] : []),
  ].join('\n');
}

function verdict(problems: Report['problems']): string {
  const names = [...new Set(problems.flatMap(({ name }) => name ?? []))];
  const accept = names.map((name) => `--accept ${name}`).join(' ');
  return `Exit code 1.${names.length > 0 ? ` If this is meant: ${accept}` : ''}`;
}

const named = (lost: Report['lost']): string[] => lost.map(({ name, says }) => `${name}: ${says}`);

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.flatMap((line) => paragraph('  ', line))];
}

/** Text in lines; all but the first are indented by two more. */
const paragraph = (indent: string, text: string): string[] =>
  wrapText(visible(text).replace(ACCOUNT_PART, ''), WIDTH - indent.length - 2, { breaksWords: true })
    .split('\n')
    .map((line, at) => `${indent}${at === 0 ? '' : '  '}${line}`);

function shelfText({ title, usual, silentMs, isSilent, spans }: ReportedShelf): string[] {
  if (usual === undefined) return [`${title}: had no answer before`];
  const sources = [...new Set(spans.flatMap(({ source }) => source ?? []))];
  const meanwhile = sources.length > 0 ? `; meanwhile ${sources.join(', then ')}` : '';
  if (silentMs === 0 && !isSilent)
    return [
      `${title}: answered all the time${sources.length > 0 ? `, at times by ${sources.join(', ')}` : ''}`,
    ];
  const first = spans.find(({ source }) => source === undefined)!;
  const why = first.problem === undefined ? '' : ` (${first.problem})`;
  return [
    isSilent
      ? `${title}: no answer from ${duration(first.fromMs)} on, nor in the end${why}${meanwhile}`
      : `${title}: no answer for ${duration(silentMs)}, from ${duration(first.fromMs)} on${why}${meanwhile}`,
  ];
}

/** How many ended how, and the story of the worst. */
function faultyText(runs: readonly FaultyRun[]): string[] {
  const worst = worstOf(runs);
  if (worst === undefined) return [];
  const counts = Object.entries(ENDS).flatMap(([end, words]) => {
    const count = runs.filter((run) => run.end === end).length;
    return count === 0 ? [] : [`${count} of ${runs.length} ${words}`];
  });
  if (worst.end === 'as planned') return counts;
  const { seed, faults, status, reasons, harm } = worst;
  const why = reasons.slice(0, 1).map((reason) => `, ${stackFailure(reason).says}`);
  return [
    ...counts,
    `The worst: seed ${seed}, ${[...new Set(faults)].join(', ')}: ${status}${why.join('')}`,
    ...harm,
  ];
}

function monthText({ beforeUsd, afterUsd }: NonNullable<Report['month']>): string {
  const dollars = (usd: number): string => `$${usd.toLocaleString('en-US', { maximumFractionDigits: 0 })}`;
  const change = afterUsd - beforeUsd;
  const more = Math.abs(change) < 0.5 ? 'as before' : `${dollars(beforeUsd)} before`;
  return `A month without requests costs about ${dollars(afterUsd)} on AWS, ${more}.`;
}

/** `40 s`, `27 min`, `1 h 4 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
