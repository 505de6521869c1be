import {
  USE_CASE_NAMES,
  USE_CASES,
  type EventType,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { personalKind } from '@ecommerce-recommenders/shop-data/data/mapping/personal-columns';
import type { ShopMapping, TableFiles } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { columnsNamed } from './column-aliases';
import { Decisions, OpenQuestion, type Answers, type Question } from './decisions';
import { inferInteractions } from './infer-interactions';
import { inferItems } from './infer-items';
import { inferShown } from './infer-shown';
import { joinedChoice, textsOf } from './joined-choice';
import { inferUsers } from './infer-users';
import { filledValues, valuesOf, type FileSample } from './sample';
import { dependsOn, filesOf, globOf, tableChoices, type TableChoice } from './table-choice';
import { guessTime } from './time-guess';

/** The inferred meaning of a shop's files. */
export interface Inference {
  readonly mapping: ShopMapping;
  /** Maps the event names of the files to Personalize's types; `undefined` if all rows have one type. */
  readonly eventTypes?: Readonly<Record<string, EventType>>;
  /** Use cases for which the data has events. */
  readonly useCases: readonly UseCaseName[];
  /** The findings as sentences: for each table its file, its columns and the reasons. */
  readonly findings: readonly (readonly string[])[];
  /** Questions for which the best guess was taken. */
  readonly guessed: readonly Question[];
}

/**
 * Infers a mapping from the beginnings of a shop's files.
 *
 * @throws OpenQuestion at the first question with neither an answer nor a best guess; Error for an invalid answer
 */
export function inferMapping(samples: readonly FileSample[], answers: Answers = {}): Inference {
  const decisions = new Decisions(answers);
  const choices = tableChoices(samples);
  const choice = chooseInteractions(choices, decisions);
  const others = othersOf(choice, choices);
  const interactions = inferInteractions(choice, others, decisions);
  const items = inferItems(interactions, others, decisions);
  const shown = items.mapping ? undefined : inferShown(interactions, items.looked, decisions);
  const users = inferUsers(interactions, others, decisions);
  const { event } = interactions.mapping;
  const types = new Set(
    typeof event === 'string' ? Object.values(interactions.eventTypes ?? {}) : [event.constant as EventType],
  );
  const mapping = {
    interactions: shown?.mapping ?? interactions.mapping,
    ...(items.mapping && { items: items.mapping }),
    ...(users.mapping && { users: users.mapping }),
  };
  return {
    mapping,
    eventTypes: interactions.eventTypes,
    useCases: USE_CASE_NAMES.filter((name) => {
      const { learnsFrom }: UseCase = USE_CASES[name];
      return learnsFrom === undefined || types.has(learnsFrom);
    }),
    findings: [
      interactions.words,
      items.words,
      shown?.words ?? [],
      users.words,
      leftOut(
        choices,
        mapping,
        [items, users].flatMap(({ looked }) => looked ?? []),
      ),
      unusedColumns(choice, mapping),
    ],
    guessed: decisions.guessed,
  };
}

/** The table with users, items and times that has the most rows. */
function chooseInteractions(choices: readonly TableChoice[], decisions: Decisions): TableChoice {
  const given = decisions.given('interactions');
  const named = given === undefined ? choices : choices.filter((choice) => filesOf(choice) === given);
  if (named.length === 0)
    throw new Error(
      `--interactions is "${given}", allowed is one of ${[...new Set(choices.map(filesOf))].join('; ')}`,
    );
  const isAlone = new Set(named.map(({ files }) => files)).size === 1;
  const best = bestOf(named, decisions);
  if (best.score >= 3) return withOrders(best.choice, choices, decisions);
  const joined = bestOf(
    named.map((choice) => withOrders(choice, choices, decisions)),
    decisions,
  );
  if (joined.score >= 3 || isAlone) return joined.choice;
  throw new OpenQuestion({
    name: 'interactions',
    text:
      'No file has users, items and times, alone or together with files that have its ids. ' +
      'Which file holds the interactions?',
    options: [...new Set(named.map(filesOf))].map((value) => ({ value })),
  });
}

interface Scored {
  readonly choice: TableChoice;
  readonly score: number;
}

const bestOf = (choices: readonly TableChoice[], decisions: Decisions): Scored =>
  choices
    .map((choice) => ({ choice, score: scoreOf(choice, decisions) }))
    .sort((a, b) => b.score - a.score)[0];

const othersOf = ({ files }: TableChoice, choices: readonly TableChoice[]): TableChoice[] =>
  choices.filter((other) => other.files !== files);

/** Order lines joined with their orders and customers, by any id except the item's. */
function withOrders(choice: TableChoice, choices: readonly TableChoice[], decisions: Decisions): TableChoice {
  const items = [...columnsNamed('item', choice.table), decisions.given('item')];
  return items[0] === undefined
    ? choice
    : joinedChoice(choice, othersOf(choice, choices), (column) => !items.includes(column));
}

function scoreOf({ table, known }: TableChoice, decisions: Decisions): number {
  if (known) return known.holds === 'interactions' ? 4 + rowsOf(table, known.roles.item) : 0;
  const item = columnsNamed('item', table)[0] ?? decisions.given('item');
  const user = columnsNamed('user', table)[0] ?? decisions.given('user');
  const hasTime = [...table.columns].some(
    ([name, values]) => name === decisions.given('time') || guessTime(values) !== undefined,
  );
  const hasDate = (['year', 'month', 'day'] as const).every((role) => columnsNamed(role, table).length > 0);
  return (
    Number(item !== undefined) + Number(user !== undefined) + Number(hasTime || hasDate) + rowsOf(table, item)
  );
}

/** Score from 0 to below 1 that grows with the number of rows with an item. It breaks ties. */
const rowsOf = (table: TableChoice['table'], item = ''): number =>
  1 - 1 / (1 + filledValues(valuesOf(table, item)).length);

/** Personal columns, and files that the mapping does not use. */
function leftOut(
  choices: readonly TableChoice[],
  mapping: ShopMapping,
  looked: readonly TableChoice[],
): string[] {
  const { interactions, items, users } = mapping;
  const tables = [interactions, items, users].flatMap((table) =>
    table ? [table, ...[table.join ?? []].flat()] : [],
  );
  const used = new Set(tables.flatMap(({ files }) => [files].flat()));
  const isUsed = ({ files }: TableChoice): boolean =>
    files.some(({ path }) => used.has(globOf(path))) || looked.some((one) => one.files === files);
  const unused = [...new Set(choices.filter((choice) => !isUsed(choice)).map(filesOf))];
  const roles: readonly unknown[] = [
    ...choices.flatMap(({ known }) => Object.values(known?.roles ?? {})),
    interactions.user,
    items?.name,
    ...textsOf(interactions.shown),
  ];
  const personal = choices
    .flatMap(({ table }) => [...table.columns.keys()])
    .filter((column) => personalKind(column) !== undefined && !roles.includes(column));
  return [
    ...(personal.length > 0
      ? [`personal columns, which are never imported: ${[...new Set(personal)].join(', ')}`]
      : []),
    ...unused.map((files) => `${files}: not used, because its ids match none in the other files`),
  ];
}

/** The columns of the interactions file that no table uses, with reasons. */
function unusedColumns(choice: TableChoice, mapping: ShopMapping): string[] {
  const { table, joined } = choice;
  const used = new Set(textsOf(mapping));
  const { order, item, user, files } = mapping.interactions;
  const isIn = (other: TableFiles | undefined, name: string): string =>
    other === undefined
      ? `of ${name}, and there is no dataset of them`
      : other.files === files
        ? 'an id, a text, a link or a time, which training cannot use'
        : `of ${name}, which are taken from ${[other.files].flat().join(', ')}`;
  const reasonOf = (column: string): string => {
    const values = filledValues(valuesOf(table, column));
    const distinct = new Set(values).size;
    if (distinct < 2) return 'only one value';
    if (distinct === values.length) return 'a different value in every row';
    if (order !== undefined && dependsOn(table, order, column))
      return 'describes the order, not an item or a user';
    if (dependsOn(table, item, column)) return isIn(mapping.items, 'items');
    if (dependsOn(table, user, column, order)) return isIn(mapping.users, 'users');
    return 'describes neither an item nor a user';
  };
  const reasons = new Map<string, string[]>();
  for (const column of table.columns.keys()) {
    if (used.has(column) || joined?.has(column) || personalKind(column) !== undefined) continue;
    const reason = reasonOf(column);
    reasons.set(reason, [...(reasons.get(reason) ?? []), column]);
  }
  const words = [...reasons].map(([reason, columns]) => `${columns.join(', ')}: ${reason}`);
  return words.length === 0 ? [] : [`${filesOf(choice)}: columns that no table uses`, ...words];
}
