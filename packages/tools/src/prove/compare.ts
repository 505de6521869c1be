import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { tableText } from '../terminal';
import type { Proof, Reply, Step } from './proof';

/** The comparable part of a proof: texts by name. */
export function rowsOf({
  outputs,
  steps,
  answers,
  findings,
  rehearsal,
  left = [],
  errors,
}: Proof): Map<string, string> {
  const statuses = (Object.keys(steps) as Step[])
    .filter((step) => step !== 'remove')
    .flatMap((step) =>
      Object.entries(steps[step]?.resources ?? {}).map(
        ([logicalId, { status }]) => [`${step} ${logicalId}`, status] as const,
      ),
    );
  const orders = (Object.keys(steps) as Step[]).flatMap((step) =>
    Object.entries(steps[step]?.order ?? {}).map(
      ([physicalId, ended]) => [`${step} ${physicalId}`, ended.join(', ')] as const,
    ),
  );
  return new Map([
    ...Object.entries(outputs).map(([name, value]) => [`output ${name}`, value] as const),
    ...statuses,
    ...orders,
    ...Object.entries(answers).map(([name, reply]) => [name, replyText(reply)] as const),
    ...Object.entries(findings),
    ...(rehearsal ? [['rehearsal', rehearsal.differences.join('; ') || 'as it came'] as const] : []),
    ['left', left.join(', ') || 'nothing'],
    ['errors', errors.join('; ') || 'none'],
  ]);
}

const replyText = (reply: Reply): string =>
  'error' in reply ? reply.error : `${new Set(reply.items).size} different items`;

/** A row that differs. `—` stands for a missing one. */
export interface Difference {
  readonly row: string;
  readonly there: string;
  readonly here: string;
}

const MISSING = '—';

/**
 * Compares two proofs row by row.
 *
 * @param there - of an account on AWS
 * @param here - of the embedded AWS
 */
export function differencesOf(there: Proof, here: Proof): { rows: number; differences: Difference[] } {
  const [one, other] = [rowsOf(there), rowsOf(here)];
  const rows = [...new Set([...one.keys(), ...other.keys()])];
  const differences = rows.flatMap((row) => {
    const [left, right] = [one.get(row) ?? MISSING, other.get(row) ?? MISSING];
    return left === right ? [] : [{ row, there: left, here: right }];
  });
  return { rows: rows.length, differences };
}

/** How many items of one answer the other one also has, as text: `7 of 10`. */
const sharedText = (one: Reply | undefined, other: Reply | undefined): string | undefined => {
  if (!one || !other || 'error' in one || 'error' in other || one.items.length === 0) return undefined;
  return `${one.items.filter((id) => other.items.includes(id)).length} of ${one.items.length}`;
};

/** Tables with durations, with the items that both recommend, and with the rows that differ. */
export function comparisonText(there: Proof, here: Proof, width?: number): string {
  const { rows, differences } = differencesOf(there, here);
  const shared = Object.keys(there.answers).flatMap((name) => {
    const items = sharedText(there.answers[name], here.answers[name]);
    return items === undefined ? [] : [[name, items]];
  });
  const minutes = [
    ...Object.entries(there.steps).map(([step, { seconds }]) => [step, minutesText(seconds)]),
    ...(there.rehearsal?.seconds === undefined
      ? []
      : [['update, by its rehearsal', minutesText(there.rehearsal.seconds)]]),
    ...Object.entries(there.training).map(([useCase, seconds]) => [
      `training of ${useCase}`,
      minutesText(seconds),
    ]),
  ];
  return [
    tableText([{ title: 'STEP' }, { title: 'MINUTES', isRight: true }], minutes, width),
    tableText([{ title: 'ANSWER' }, { title: 'ITEMS ALSO RECOMMENDED HERE', isRight: true }], shared, width),
    ...(differences.length === 0
      ? []
      : [
          tableText(
            [
              { title: 'ROW', isFlexible: true },
              { title: there.aws.toUpperCase(), isFlexible: true },
              { title: 'EMBEDDED AWS', isFlexible: true },
            ],
            differences.map((one) => [one.row, one.there, one.here]),
            width,
          ),
        ]),
    `The embedded AWS has the same in ${rows - differences.length} of ${countInWords(rows, 'row')}.`,
  ].join('\n\n');
}

const minutesText = (seconds: number): string => (seconds / 60).toFixed(1);
