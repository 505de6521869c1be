import {
  USE_CASE_NAMES,
  USE_CASES,
  type EventType,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { personalKind } from '../personal-columns';
import type { ShopMapping } from '../mapping';
import { columnsNamed } from './column-aliases';
import { Decisions, OpenQuestion, type Answers, type Question } from './decisions';
import { inferInteractions } from './infer-interactions';
import { inferItems } from './infer-items';
import { inferUsers } from './infer-users';
import { filledValues, valuesOf, type FileSample } from './sample';
import { filesOf, globOf, tableChoices, type TableChoice } from './table-choice';
import { guessTime } from './time-guess';

/** What a shop's files are believed to be. */
export interface Inference {
  readonly mapping: ShopMapping;
  /** From the event names of the files to Personalize's types; `undefined` where every row is of one type. */
  readonly eventTypes?: Readonly<Record<string, EventType>>;
  /** Use cases that have the events they learn from. */
  readonly useCases: readonly UseCaseName[];
  /** What was found, in sentences: for each table its file, its columns and why. */
  readonly findings: readonly (readonly string[])[];
  /** Questions that the best guess answered. */
  readonly guessed: readonly Question[];
}

/**
 * Infers a mapping from the beginnings of a shop's files.
 *
 * @throws OpenQuestion at the first question without an answer and a best guess; Error for a wrong answer
 */
export function inferMapping(samples: readonly FileSample[], answers: Answers = {}): Inference {
  const decisions = new Decisions(answers);
  const choices = tableChoices(samples);
  const choice = chooseInteractions(choices, decisions);
  const interactions = inferInteractions(choice, decisions);
  const others = choices.filter(({ files }) => files !== choice.files);
  const items = inferItems(interactions, others, decisions);
  const users = inferUsers(interactions, others, decisions);
  const { event } = interactions.mapping;
  const types = new Set(
    typeof event === 'string' ? Object.values(interactions.eventTypes ?? {}) : [event.constant as EventType],
  );
  const mapping = {
    interactions: interactions.mapping,
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
    findings: [interactions.words, items.words, users.words, leftOut(choices, mapping)],
    guessed: decisions.guessed,
  };
}

/** The table with users, items and times, and with the most rows among such. */
function chooseInteractions(choices: readonly TableChoice[], decisions: Decisions): TableChoice {
  const given = decisions.given('interactions');
  const named = given === undefined ? choices : choices.filter((choice) => filesOf(choice) === given);
  if (named.length === 0)
    throw new Error(
      `--interactions is "${given}", allowed is one of ${[...new Set(choices.map(filesOf))].join('; ')}`,
    );
  const [best, second] = named
    .map((choice) => ({ choice, score: scoreOf(choice, decisions) }))
    .sort((a, b) => b.score - a.score);
  const isAlone = new Set(named.map(({ files }) => files)).size === 1;
  if (best.score >= 3 || isAlone) return best.choice;
  throw new OpenQuestion({
    name: 'interactions',
    text:
      `No file has users, items and times together${second ? '; tables that refer to each other have to be joined before' : ''}. ` +
      'Which file holds the interactions?',
    options: [...new Set(named.map(filesOf))].map((value) => ({ value })),
  });
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

/** Rows with an item as less than one point. */
const rowsOf = (table: TableChoice['table'], item = ''): number =>
  1 - 1 / (1 + filledValues(valuesOf(table, item)).length);

/** Personal columns and files that the mapping does not use. */
function leftOut(choices: readonly TableChoice[], mapping: ShopMapping): string[] {
  const { interactions, items, users } = mapping;
  const used = new Set([interactions, items, users].flatMap((table) => (table ? [table.files].flat() : [])));
  const isUsed = ({ files }: TableChoice): boolean => files.some(({ path }) => used.has(globOf(path)));
  const unused = [...new Set(choices.filter((choice) => !isUsed(choice)).map(filesOf))];
  const roles: readonly unknown[] = [
    ...choices.flatMap(({ known }) => Object.values(known?.roles ?? {})),
    interactions.user,
    items?.name,
  ];
  const personal = choices
    .flatMap(({ table }) => [...table.columns.keys()])
    .filter((column) => personalKind(column) !== undefined && !roles.includes(column));
  return [
    ...(personal.length > 0
      ? [`personal columns, which are never imported: ${[...new Set(personal)].join(', ')}`]
      : []),
    ...unused.map(
      (files) =>
        `${files}: not used, because its ids are neither the users nor the items of the interactions`,
    ),
  ];
}
