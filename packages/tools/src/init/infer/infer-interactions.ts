import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { EVENT_TYPES, type EventType } from '@ecommerce-recommenders/personalize/use-cases';
import { numberReader } from '@ecommerce-recommenders/shop-data/data/mapping/numbers';
import { personalKind } from '@ecommerce-recommenders/shop-data/data/mapping/personal-columns';
import type {
  DropCondition,
  InteractionsMapping,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { columnsNamed } from './column-aliases';
import { NONE, type Decisions } from './decisions';
import { eventTypeOf, isLostStatus } from './event-words';
import { joinWords, withNeededJoins } from './joined-choice';
import { inferTime } from './infer-time';
import { meetings } from './meeting-columns';
import { notGoods } from './not-goods';
import { filledValues, frequencies, shareOf, valuesOf, type SampleTable } from './sample';
import {
  columnOptions,
  dependsOn,
  filesOf,
  givenColumn,
  isDecimalComma,
  isFilled,
  isNumeric,
  roleColumn,
  roleColumns,
  tableFiles,
  type RoleColumn,
  type TableChoice,
} from './table-choice';

/** The inferred interactions table, and the columns that it uses. */
export interface InteractionsInference {
  readonly choice: TableChoice;
  readonly mapping: InteractionsMapping;
  readonly eventTypes?: Readonly<Record<string, EventType>>;
  readonly used: readonly string[];
  readonly words: readonly string[];
}

/**
 * Finds the user, item, time and event of a table, and which rows to leave out.
 *
 * @param others - tables of other files
 */
export function inferInteractions(
  choice: TableChoice,
  others: readonly TableChoice[],
  decisions: Decisions,
): InteractionsInference {
  const { table, known } = choice;
  const order = inferOrder(choice, decisions);
  const user = inferUser(choice, order, decisions);
  const item = inferItem(choice, others, decisions);
  const { time, used: timeColumns, words: timeWords } = inferTime(choice, decisions);
  const event = roleColumn(
    choice,
    'event',
    decisions,
    'event',
    (column) => Object.keys(typesOf(choice, column, item.column)).length > 0,
  );
  const quantity = roleColumn(choice, 'quantity', decisions, undefined, (column) => isNumeric(table, column));
  const constant = event ? undefined : inferConstant(choice, decisions, order ?? quantity);
  const charges = inferCharges(choice, others, item.column, decisions);
  const drop = [...inferDrops(choice, { user, item, order, quantity }, decisions), ...charges];
  const eventTypes = event && typesOf(choice, event.column, item.column);
  if (eventTypes && Object.keys(eventTypes).length === 0)
    throw new Error(
      `No value of ${event.column} is known as a view or a purchase: ${valuesInWords(choice, event.column)}. Leave --event out. ` +
        `${byHand(event.column)}.`,
    );
  const quantityType =
    quantity && filledValues(valuesOf(table, quantity.column)).every((value) => /^-?\d{1,9}$/.test(value))
      ? 'int'
      : 'float';
  const mapping = withNeededJoins<InteractionsMapping>({
    ...tableFiles(choice),
    ...(drop.length > 0 && { drop }),
    user: user.column,
    item: item.column,
    time,
    event: event?.column ?? { constant: constant! },
    ...(order && { order: order.column }),
    ...(quantity && { columns: { QUANTITY: { from: quantity.column, type: quantityType } } }),
    ...(user.isHashed && { hashUsers: true }),
  });
  return {
    choice,
    mapping,
    eventTypes,
    used: [user, item, event, order, quantity].flatMap((one) => one?.column ?? []).concat(timeColumns),
    words: [
      `${filesOf(choice)}: interactions${known ? ` (${known.title})` : ''}`,
      ...joinWords(mapping),
      ...(known?.note === undefined ? [] : [known.note]),
      `user: ${user.column} (${user.evidence})${user.isHashed ? ', written as keyed hashes' : ''}`,
      `item: ${item.column} (${item.evidence})`,
      timeWords,
      eventTypes
        ? eventWords(choice, event.column, eventTypes)
        : `event: every row is a ${constant}${otherKinds(choice)}`,
      ...(order ? [`order: ${order.column} (${order.evidence})`] : []),
      ...drop.map((condition) => `left out: ${dropWords(choice, condition)}`),
    ],
  };
}

function ask(choice: TableChoice, decisions: Decisions, name: 'user' | 'item', best?: string): RoleColumn {
  const options = columnOptions(choice.table).filter(
    ({ value }) => name === 'item' || personalKind(value) === undefined,
  );
  const text = `Which column of ${filesOf(choice)} is the ${name}’s id?`;
  const column = decisions.decide({ name, text, options, best });
  return { column, evidence: column === best ? 'a guess' : 'as you say' };
}

/** Finds the order id. It repeats in the lines of an order, unlike a line number. */
function inferOrder(choice: TableChoice, decisions: Decisions): RoleColumn | undefined {
  if (decisions.given('order') === NONE) return undefined;
  const given = givenColumn(choice, decisions, 'order');
  if (given) return given;
  const { table } = choice;
  const isVaried = (column: string): boolean =>
    frequencies(valuesOf(table, column)).length > 1 || table.rows < 2;
  return repeatedFirst(table, roleColumns(choice, 'order', isVaried))[0];
}

/** Moves columns with a different value in every row to the end. */
function repeatedFirst(table: SampleTable, candidates: readonly RoleColumn[]): RoleColumn[] {
  const isUnique = ({ column }: RoleColumn): boolean => distinctShare(table, column) === 1;
  const repeated = candidates.filter((one) => !isUnique(one));
  return [...repeated, ...candidates.filter(isUnique)];
}

/** Number of distinct values as a share of the rows with a value. */
function distinctShare(table: SampleTable, column: string): number {
  const values = filledValues(valuesOf(table, column));
  return new Set(values).size / values.length;
}

/** Finds the item id. It is not a line number, and preferably a column whose values occur in a product file. */
function inferItem(choice: TableChoice, others: readonly TableChoice[], decisions: Decisions): RoleColumn {
  const given = givenColumn(choice, decisions, 'item');
  if (given) return given;
  const { table } = choice;
  const candidates = roleColumns(choice, 'item');
  // Without an id, the item's name is the best guess.
  if (candidates.length === 0) return ask(choice, decisions, 'item', roleColumns(choice, 'name')[0]?.column);
  const repeated = candidates.filter(({ column }) => distinctShare(table, column) < 1);
  const likely = repeated.length > 0 ? repeated : candidates;
  const lines = candidates.filter((one) => !likely.includes(one)).map(({ column }) => column);
  const words = lines.length === 0 ? '' : `; ${lines.join(' and ')} differs in every row`;
  const known = likely.flatMap(({ column, evidence }) => {
    const found = meetings(column, valuesOf(table, column), others, 0.5)[0];
    return found && (found.isNamed || found.ofValues > 0.5)
      ? [{ column, evidence: `${evidence}; ${filesOf(found.choice)} has its values` }]
      : [];
  });
  const [first, ...rest] = known.length > 0 ? known : likely;
  const isSame = ({ column }: RoleColumn): boolean =>
    dependsOn(table, column, first.column) && dependsOn(table, first.column, column);
  const doubtful = rest.filter((one) => !isSame(one));
  if (known.length > 0 || doubtful.length === 0) return { ...first, evidence: first.evidence + words };
  const column = decisions.decide({
    name: 'item',
    text: `Which column of ${filesOf(choice)} is the item’s id? Several look like one.`,
    options: columnOptions(table).filter(({ value }) =>
      [first, ...doubtful].some((one) => one.column === value),
    ),
    best: first.column,
  });
  return { column, evidence: `one of several${words}` };
}

function inferUser(
  choice: TableChoice,
  order: RoleColumn | undefined,
  decisions: Decisions,
): RoleColumn & { readonly isHashed: boolean } {
  const found =
    givenColumn(choice, decisions, 'user') ??
    sameInOrders(choice.table, order, [
      ...roleColumns(choice, 'user'),
      // In some shops, most visitors are guests, without an id.
      ...roleColumns(choice, 'user', undefined, 0.02),
    ]);
  const mail = [...choice.table.columns.keys()].find(
    (column) => personalKind(column) === 'mail' && isFilled(choice.table, column, 0.02),
  );
  const column =
    found ??
    (mail === undefined
      ? ask(choice, decisions, 'user')
      : { column: mail, evidence: 'the only id of a customer' });
  if (personalKind(column.column) === undefined) return { ...column, isHashed: false };
  const answer = decisions.decide({
    name: 'hashUsers',
    text: `${column.column} is personal data. Write the users as keyed hashes of it?`,
    options: [{ value: 'yes' }, { value: 'no', evidence: 'another column is the user' }],
    best: 'yes',
  });
  return answer === 'yes'
    ? { ...column, isHashed: true }
    : { ...ask(choice, decisions, 'user'), isHashed: false };
}

/**
 * The first candidate, unless it has a different value for each order; then the next candidate that repeats in several orders.
 */
function sameInOrders(
  table: SampleTable,
  order: RoleColumn | undefined,
  candidates: readonly RoleColumn[],
): RoleColumn | undefined {
  const [first, ...rest] = candidates;
  if (first === undefined || order === undefined) return first;
  const countOf = ({ column }: RoleColumn): number => new Set(filledValues(valuesOf(table, column))).size;
  const isOneAnOrder =
    countOf(first) === countOf(order) && pairs(table, first.column, order.column) === countOf(first);
  const isLikely = (one: RoleColumn): boolean =>
    countOf(one) < countOf(first) && countOf(one) > countOf(first) / 10;
  return (isOneAnOrder ? rest.find(isLikely) : undefined) ?? first;
}

/** Distinct pairs of values of two columns. */
function pairs(table: SampleTable, one: string, other: string): number {
  const others = valuesOf(table, other);
  return new Set(
    valuesOf(table, one).flatMap((value, row) =>
      value === '' || others[row] === '' ? [] : JSON.stringify([value, others[row]]),
    ),
  ).size;
}

/** Event types by the values of an event column, in rows that have an item. */
function typesOf({ table }: TableChoice, column: string, item: string): Record<string, EventType> {
  const items = valuesOf(table, item);
  const names = valuesOf(table, column).filter((_, row) => items[row] !== '');
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

/** A column that distinguishes several kinds of events whose names are unknown. */
function otherKinds(choice: TableChoice): string {
  const [several] = roleColumns(choice, 'event', (column) => kindsIn(choice, column).length > 1);
  return several === undefined
    ? ''
    : `, although ${several.column} has several values: ${valuesInWords(choice, several.column)}. ${byHand(several.column)}`;
}

/** What to do about unknown event names. */
const byHand = (column: string): string =>
  `To map them, set "event": "${column}" in the setting data, and eventTypes to whether each is a View or a Purchase`;

const valuesInWords = (choice: TableChoice, column: string): string =>
  excerpt(kindsIn(choice, column).join(', '), 100);

const kindsIn = ({ table }: TableChoice, column: string): string[] =>
  frequencies(filledValues(valuesOf(table, column))).map(([kind]) => kind);

/** The event type of all rows, if there is no event column: order lines are purchases, clicks in a visit are views. */
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

/** Lines for postage, fees and the like, which should never be recommended. */
function inferCharges(
  choice: TableChoice,
  others: readonly TableChoice[],
  item: string,
  decisions: Decisions,
): DropCondition[] {
  const { table } = choice;
  const items = meetings(item, valuesOf(table, item), others, 0.5)[0];
  const goods = new Set(items && valuesOf(items.choice.table, items.id));
  const name = roleColumns(choice, 'name', (column) => column !== item)[0]?.column;
  const found = notGoods(table, item, name, goods);
  if (found.size === 0) return [];
  const listed = [...found].map(([id, name]) => (name === '' || name === id ? id : `${id} (${name})`));
  const more = listed.length > 12 ? ` and ${listed.length - 12} more` : '';
  const answer = decisions.decide({
    name: 'notGoods',
    text: `Leave out these lines of ${item}, which look like charges rather than goods: ${listed.slice(0, 12).join(', ')}${more}?`,
    options: [{ value: 'yes' }, { value: 'no' }],
    best: 'yes',
  });
  return answer === 'yes' ? [{ column: item, oneOf: [...found.keys()] }] : [];
}

interface Roles {
  readonly user: RoleColumn;
  readonly item: RoleColumn;
  readonly order?: RoleColumn;
  readonly quantity?: RoleColumn;
}

/** Conditions for rows that are no interactions: without an id, cancelled, or returned. */
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
    ...(known?.drop ? [] : placeholders(table, user.column)),
    ...(order && hasCancelledOrders(choice, order.column) ? [{ column: order.column, startsWith: 'C' }] : []),
    ...(lost.length > 0 ? [{ column: status!, oneOf: lost }] : []),
    ...(quantity ? [{ column: quantity.column, atMost: 0 }] : []),
  ];
}

/** Placeholder ids of guests and unknown users. */
const NOBODY =
  /^(guests?|null|none|nan|n\/a|undefined|unknown|anonymous|\(not set\)|gast|invité|비회원|ゲスト)$/iu;

/** Matches numeric placeholders. They count only if they have far more rows than any user. */
const NO_NUMBER = /^(0|-1)$/;

function placeholders(table: SampleTable, user: string): DropCondition[] {
  const counts = frequencies(filledValues(valuesOf(table, user)));
  const [[most] = [''], [, next = 0] = []] = counts;
  const isFarAhead = NO_NUMBER.test(most) && counts[0][1] > 3 * next;
  const found = counts.flatMap(([value]) =>
    NOBODY.test(value) || (isFarAhead && value === most) ? [value] : [],
  );
  return found.length === 0 ? [] : [{ column: user, oneOf: found }];
}

/** In Online Retail, the number of a cancelled invoice begins with C: C536379. */
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
  return `${column} ${words} (${grouped(values.filter(holds).length)} of ${countInWords(values.length, 'sampled row')})`;
}
