import pc from 'picocolors';
import type { ArchiveProfile } from '../profile/archive-profile';
import { countInWords } from '@ecommerce-recommenders/shop-data/readiness/rule';
import { groupReadiness } from '@ecommerce-recommenders/shop-data/readiness/readiness';
import { type Readiness, readinessOf } from '@ecommerce-recommenders/shop-data/readiness/readiness';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { percent, VERDICT_SIGNS } from './text';

const COLORS: Record<Readiness['verdict'], (text: string) => string> = {
  ready: pc.green,
  weak: pc.yellow,
  'will fail': pc.red,
};

/** The data in a few lines, and the verdict on each use case, for a terminal. */
export function exploreSummary(profile: ArchiveProfile): string {
  const { items, users, interactions, duplicates, coldItems, facts } = profile;
  const number = (value: number): string => value.toLocaleString('en-US');
  const lines = [
    `${items ? `${countInWords(items.rows, 'item', 'items')} (${number(coldItems)} without interactions), ` : ''}` +
      `${users ? `${countInWords(users.rows, 'user', 'users')}, ` : ''}${countInWords(interactions.rows, 'interaction', 'interactions')}`,
    `${countInWords(facts.keptRows, 'interaction is', 'interactions are')} kept, ${percent(duplicates, facts.keptRows)} of them exact ` +
      `duplicates; ${number(facts.rows)} for training, ${number(facts.keptRows - facts.rows)} held out`,
    ...groupReadiness(readinessOf(facts)).flatMap(({ useCases, verdict, reasons }) => [
      '',
      `${COLORS[verdict](`${VERDICT_SIGNS[verdict]} ${verdict.padEnd(9)}`)} ${pc.bold(titles(useCases))}`,
      `  ${reasons[0].found}; ${reasons[0].threshold}.`,
      `  ${reasons[0].willDo}${verdict === 'ready' ? '' : ` ${reasons[0].remedy}`}`,
      ...reasons.slice(1).map(({ found }) => `  Also: ${found}.`),
    ]),
  ];
  return lines.join('\n');
}

const titles = (useCases: readonly UseCaseName[]): string =>
  useCases.map((useCase) => USE_CASES[useCase].title).join(', ');
