import Table from 'cli-table3';
import type { Estimate } from '../domain/evaluation/estimates';
import { LIST_METRICS, LIST_METRIC_NAMES } from '../domain/evaluation/list-metrics';
import { USE_CASES } from '../domain/use-cases';
import { tableStyle } from './table-style';
import type { ReportLine, UseCaseReport } from './evaluation-report';

/** How to read the tables. */
const LEGEND = [
  '@: length of list. ±: half of the 95 % confidence interval. =: the very lists of the recommender.',
  'popularity: mean training interactions of the recommended items, 1 for the average item of the catalogue.',
].join('\n');

/** Reports as a terminal shows them, a table a use case. */
export function evaluationTable(reports: readonly UseCaseReport[]): string {
  return [...reports.map(useCaseTable), LEGEND].join('\n\n');
}

function useCaseTable({ useCase, users, lines }: UseCaseReport): string {
  const { title } = USE_CASES[useCase];
  if (users === 0) return `${title}: no held-out interactions answer its question, so nothing was asked`;
  const metrics = LIST_METRIC_NAMES.map((name) => LIST_METRICS[name].title);
  const plain = tableStyle(false);
  const table = new Table({
    head: ['@', 'list', ...metrics, 'coverage'],
    colAligns: ['right', 'left', ...metrics.map(() => 'right' as const), 'right'],
    style: { ...plain.style, compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: plain.chars,
  });
  for (const line of lines) table.push([isFirst(line) ? line.length : '', line.list, ...cells(line)]);
  return `${title}: ${users} ${users === 1 ? 'user' : 'users'}\n${table.toString().replace(/ +$/gm, '')}`;
}

const isFirst = ({ list }: ReportLine): boolean => list === 'recommender';

const cells = (line: ReportLine): string[] =>
  line.isSame && !isFirst(line)
    ? [...LIST_METRIC_NAMES, 'coverage'].map(() => '=')
    : [...LIST_METRIC_NAMES.map((name) => estimateText(line[name])), line.coverage.toFixed(3)];

const estimateText = ({ mean, low, high }: Estimate): string =>
  `${mean.toFixed(3)} ±${((high - low) / 2).toFixed(3)}`;
