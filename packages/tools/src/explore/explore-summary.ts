import pc from 'picocolors';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { ArchiveProfile } from '../profile/archive-profile';
import { heldOutInWords, heldOutWarning } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import {
  groupReadiness,
  type Readiness,
  type ReadinessGroup,
} from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { EN } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import {
  USE_CASE_NAMES,
  USE_CASES,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { measuredBars } from './measured-bars';
import { en } from './texts/en';
import { percent, shownVerdict, VERDICT_SIGNS, type ShownVerdict } from './text';

const COLORS: Record<ShownVerdict, (text: string) => string> = {
  unmeasured: pc.dim,
  ready: pc.green,
  weak: pc.yellow,
  blocked: pc.red,
};

/**
 * The data in a few lines, and the verdict on each use case, for a terminal.
 *
 * @param possible - use cases for which the mapping produces events; the others come last, because they are no defect of the data
 */
export function exploreSummary(
  profile: ArchiveProfile,
  readiness: readonly Readiness[],
  possible: readonly UseCaseName[] = USE_CASE_NAMES,
): string {
  const { items, users, interactions, duplicates, coldItems, facts } = profile;
  const number = (value: number): string => value.toLocaleString('en-US');
  const warning = heldOutWarning(facts);
  const lines = [
    `${items ? `${countInWords(items.rows, 'item', 'items')} (${number(coldItems)} without interactions), ` : ''}` +
      `${users ? `${countInWords(users.rows, 'user', 'users')}, ` : ''}${countInWords(interactions.rows, 'interaction', 'interactions')}`,
    `${countInWords(facts.keptRows, 'interaction is', 'interactions are')} kept, ${percent(duplicates, facts.keptRows)} of them exact ` +
      `duplicates; ${heldOutInWords(facts)}`,
    ...(warning === undefined ? [] : [pc.yellow(`Warning: ${warning}`)]),
    ...readinessLines(readiness.filter(({ useCase }) => possible.includes(useCase))),
    ...ruledOutLines(USE_CASE_NAMES.filter((name) => !possible.includes(name))),
  ];
  return lines.join('\n');
}

/** The verdicts, each with its numbers, bars and remedy. Use cases with the same verdict are grouped. */
function readinessLines(readiness: readonly Readiness[]): string[] {
  return [
    ...groupReadiness(readiness).flatMap(groupLines),
    ...(readiness.some(({ measured }) => measured) ? ['', en.standIn] : []),
  ];
}

/** Use cases that the mapping rules out. */
function ruledOutLines(names: readonly UseCaseName[]): string[] {
  if (names.length === 0) return [];
  const types = [...new Set(names.flatMap((name) => (USE_CASES[name] as UseCase).learnsFrom ?? []))];
  return [
    '',
    `- not mapped ${pc.bold(titles(names))}`,
    `  The mapping makes no ${types.join(' and ')} events. If the shop has them, map them (settings data and eventTypes).`,
  ];
}

/** `! weak      Frequently bought together` */
function verdictLine(group: ReadinessGroup): string {
  const verdict = shownVerdict(group);
  const text = `${VERDICT_SIGNS[verdict]} ${en.verdict(verdict).padEnd('not measured'.length)}`;
  return `${COLORS[verdict](text)} ${pc.bold(titles(group.useCases))}`;
}

/** The verdicts, and the measurements. If the list is not ready, with reason and remedy; without bars. */
export const readinessInBrief = (readiness: readonly Readiness[]): string[] =>
  groupReadiness(
    // Their numbers are not shown, so they form one group.
    readiness.map((one) => (shownVerdict(one) === 'unmeasured' ? { ...one, reasons: [] } : one)),
  ).flatMap((group) => [verdictLine(group), ...briefReason(group).map((line) => `  ${line}`)]);

function briefReason({ reasons: [reason], verdict }: ReadinessGroup): string[] {
  if (reason === undefined) return [en.unmeasured];
  const { found, threshold, willDo, remedy } = reason;
  return verdict === 'ready' ? [`${found}.`] : [`${found}; ${threshold}.`, `${willDo} ${remedy}`];
}

function groupLines(group: ReadinessGroup): string[] {
  const { verdict, reasons, measured } = group;
  return [
    '',
    verdictLine(group),
    ...(measured ? barLines(measuredBars(measured, en)) : []),
    ...(measured?.choice ? [`  ${EN.measured.choice(measured.choice)}.`] : []),
    `  ${reasons[0].found}; ${reasons[0].threshold}.`,
    `  ${reasons[0].willDo}${verdict === 'ready' ? '' : ` ${reasons[0].remedy}`}`,
    ...reasons.slice(1).map(({ found }) => `  Also: ${found}.`),
    ...(shownVerdict(group) === 'unmeasured' ? [`  ${en.unmeasured}`] : []),
  ];
}

const BAR_CHARACTERS = 25;

function barLines(bars: ReturnType<typeof measuredBars>): string[] {
  const width = Math.max(...bars.map(({ label }) => label.length));
  return bars.map(({ label, share, text }) => {
    const filled = Math.round(share * BAR_CHARACTERS);
    return `  ${label.padEnd(width)} ${'█'.repeat(filled)}${'░'.repeat(BAR_CHARACTERS - filled)} ${text}`;
  });
}

const titles = (useCases: readonly UseCaseName[]): string =>
  useCases.map((useCase) => USE_CASES[useCase].title).join(', ');
