import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { EVENT_TYPES, type EventType } from '@ecommerce-recommenders/personalize/use-cases';
import { numberReader } from '../numbers';
import { personalKind } from '../personal-columns';
import type { DropCondition, InteractionsMapping } from '../mapping';
import { columnsNamed } from './column-aliases';
import type { Decisions } from './decisions';
import { eventTypeOf, isLostStatus } from './event-words';
import { inferTime } from './infer-time';
import { filledValues, frequencies, shareOf, valuesOf } from './sample';
import {
  columnOptions,
  filesOf,
  isDecimalComma,
  isNumeric,
  roleColumn,
  tableFiles,
  type RoleColumn,
  type TableChoice,
} from './table-choice';

/** The interactions, what their columns were found to be, and which columns that leaves. */
export interface InteractionsInference {
  readonly choice: TableChoice;
  readonly mapping: InteractionsMapping;
  readonly eventTypes?: Readonly<Record<string, EventType>>;
  readonly used: readonly string[];
  readonly words: readonly string[];
}

/** Finds user, item, time and event of a table, and the rows that are none. */
export function inferInteractions(choice: TableChoice, decisions: Decisions): InteractionsInference {
  const { table, known } = choice;
  const user = inferUser(choice, decisions);
  const item = roleColumn(choice, 'item', decisions, 'item') ?? ask(choice, decisions, 'item');
  const { time, used: timeColumns, words: timeWords } = inferTime(choice, decisions);
  const event = roleColumn(
    choice,
    'event',
    decisions,
    'event',
    (column) => Object.keys(typesOf(choice, column)).length > 0,
  );
  const order = roleColumn(
    choice,
    'order',
    decisions,
    'order',
    (column) => frequencies(valuesOf(table, column)).length > 1 || table.rows < 2,
  );
  const quantity = roleColumn(choice, 'quantity', decisions, undefined, (column) => isNumeric(table, column));
  const constant = event ? undefined : inferConstant(choice, decisions, order ?? quantity);
  const drop = inferDrops(choice, { user, item, order, quantity }, decisions);
  const eventTypes = event && typesOf(choice, event.column);
  const quantityType =
    quantity && filledValues(valuesOf(table, quantity.column)).every((value) => /^-?\d{1,9}$/.test(value))
      ? 'int'
      : 'float';
  return {
    choice,
    mapping: {
      ...tableFiles(choice),
      ...(drop.length > 0 && { drop }),
      user: user.column,
      item: item.column,
      time,
      event: event?.column ?? { constant: constant! },
      ...(order && { order: order.column }),
      ...(quantity && { columns: { QUANTITY: { from: quantity.column, type: quantityType } } }),
      ...(user.isHashed && { hashUsers: true }),
    },
    eventTypes,
    used: [user, item, event, order, quantity].flatMap((one) => one?.column ?? []).concat(timeColumns),
    words: [
      `${filesOf(choice)}: interactions${known ? ` (${known.title})` : ''}`,
      ...(known?.note === undefined ? [] : [known.note]),
      `user: ${user.column} (${user.evidence})${user.isHashed ? ', written as keyed hashes' : ''}`,
      `item: ${item.column} (${item.evidence})`,
      timeWords,
      eventTypes ? eventWords(choice, event.column, eventTypes) : `event: every row is a ${constant}`,
      ...(order ? [`order: ${order.column} (${order.evidence})`] : []),
      ...drop.map((condition) => `left out: ${dropWords(choice, condition)}`),
    ],
  };
}

function ask(choice: TableChoice, decisions: Decisions, name: 'user' | 'item'): RoleColumn {
  const column = decisions.decide({
    name,
    text: `Which column of ${filesOf(choice)} is the ${name}’s id?`,
    options: columnOptions(choice.table),
  });
  return { column, evidence: 'as you say' };
}

function inferUser(choice: TableChoice, decisions: Decisions): RoleColumn & { readonly isHashed: boolean } {
  const mail = [...choice.table.columns.keys()].find((column) => personalKind(column) === 'mail');
  const found =
    roleColumn(choice, 'user', decisions, 'user') ??
    (mail === undefined
      ? ask(choice, decisions, 'user')
      : { column: mail, evidence: 'the only id of a customer' });
  if (personalKind(found.column) === undefined) return { ...found, isHashed: false };
  const answer = decisions.decide({
    name: 'hashUsers',
    text: `${found.column} is personal data. Are the users to be written as keyed hashes of it?`,
    options: [{ value: 'yes' }, { value: 'no' }],
    best: 'yes',
  });
  return { ...found, isHashed: answer === 'yes' };
}

/** Personalize's types of the values of an event column, of rows that have an item. */
function typesOf({ table, known }: TableChoice, column: string): Record<string, EventType> {
  const item = known?.roles.item ?? columnsNamed('item', table)[0];
  const items = valuesOf(table, item ?? '');
  const names = valuesOf(table, column).filter((_, row) => item === undefined || items[row] !== '');
  return Object.fromEntries(
    frequencies(names)
      .slice(0, 200)
      .flatMap(([name]) => {
        const type = eventTypeOf(name);
        return type === undefined ? [] : [[name, type] as const];
      }),
  );
}

function eventWords(
  { table }: TableChoice,
  column: string,
  types: Readonly<Record<string, EventType>>,
): string {
  const kept = Object.entries(types).map(([name, type]) => `${name} is a ${type}`);
  const others = frequencies(valuesOf(table, column)).filter(([name]) => !Object.hasOwn(types, name));
  const left = others
    .slice(0, 5)
    .map(([name, rows]) => `${name === '' ? 'empty' : name} (${countInWords(rows, 'row')})`);
  return `event: ${column}; ${kept.join(', ')}${left.length > 0 ? `; left out: ${left.join(', ')}` : ''}`;
}

/** The type of all rows, where no column says it: order lines are purchases, clicks of a visit are views. */
function inferConstant(choice: TableChoice, decisions: Decisions, sold: RoleColumn | undefined): EventType {
  const user = columnsNamed('user', choice.table)[0] ?? '';
  const isRated = [...choice.table.columns.keys()].some((name) => /^(rating|overall|stars)$/i.test(name));
  const best: EventType | undefined =
    sold || isRated ? 'Purchase' : /session|visit/i.test(user) ? 'View' : undefined;
  return decisions.decide({
    name: 'eventType',
    text: `What is a row of ${filesOf(choice)}?`,
    options: EVENT_TYPES.map((value) => ({ value })),
    best,
  }) as EventType;
}

interface Roles {
  readonly user: RoleColumn;
  readonly item: RoleColumn;
  readonly order?: RoleColumn;
  readonly quantity?: RoleColumn;
}

/** Rows that are no interaction: without an id, cancelled, or given back. */
function inferDrops(
  choice: TableChoice,
  { user, item, order, quantity }: Roles,
  decisions: Decisions,
): DropCondition[] {
  const { table, known } = choice;
  const hasEmpty = (column: string): boolean => valuesOf(table, column).some((value) => value.trim() === '');
  const status = roleColumn(choice, 'status', decisions, undefined)?.column ?? known?.roles.status;
  const lost =
    status === undefined
      ? []
      : frequencies(valuesOf(table, status)).flatMap(([value]) => (isLostStatus(value) ? [value] : []));
  return [
    ...(known?.drop ?? []),
    ...[user, item].flatMap(({ column }): DropCondition[] =>
      hasEmpty(column) ? [{ column, empty: true }] : [],
    ),
    ...(order && hasCancelledOrders(choice, order.column) ? [{ column: order.column, startsWith: 'C' }] : []),
    ...(lost.length > 0 ? [{ column: status!, oneOf: lost }] : []),
    ...(quantity ? [{ column: quantity.column, atMost: 0 }] : []),
  ];
}

/** Online Retail numbers a cancelled invoice C536379. */
function hasCancelledOrders({ table }: TableChoice, order: string): boolean {
  const values = filledValues(valuesOf(table, order));
  return (
    values.some((value) => /^C\d+$/.test(value)) && shareOf(values, (value) => /^C?\d+$/.test(value)) > 0.98
  );
}

function dropWords({ table }: TableChoice, condition: DropCondition): string {
  const { column } = condition;
  const values = valuesOf(table, column);
  const read = numberReader(isDecimalComma(table));
  const [words, holds]: [string, (value: string) => boolean] =
    'empty' in condition
      ? ['is empty', (value) => value.trim() === '']
      : 'startsWith' in condition
        ? [`begins with ${condition.startsWith}`, (value) => value.startsWith(condition.startsWith)]
        : 'oneOf' in condition
          ? [`is ${condition.oneOf.join(' or ')}`, (value) => condition.oneOf.includes(value)]
          : 'notOneOf' in condition
            ? [`is none of ${condition.notOneOf.join(', ')}`, (value) => !condition.notOneOf.includes(value)]
            : [`is ${condition.atMost} or less`, (value) => read(value) <= condition.atMost];
  return `${column} ${words} (${grouped(values.filter(holds).length)} of ${countInWords(values.length, 'row')} looked at)`;
}
