/** Decisions of the shop owner. Each has an option: `timeFormat` is `--time-format`. */
export const ANSWERS = {
  interactions: 'file of the interactions',
  user: 'column of the user’s id',
  item: 'column of the item’s id',
  time: 'column of the time',
  timeFormat: 'format of the times, such as dd/MM/yyyy HH:mm',
  zone: 'time zone of times without an offset: a city such as London, or an IANA name',
  event: 'column of the event’s name, or none',
  eventType: 'type of every row: View or Purchase',
  order: 'column of the order or basket, or none',
  notGoods: 'whether lines of postage, fees and the like are left out: yes or no',
  items: 'file of the items, or none',
  itemId: 'column of the item’s id in the file of the items',
  name: 'column of the item’s name, or none',
  category: 'column of the item’s category, or none for no Items dataset',
  categoryConstant: 'one category for all items',
  price: 'column of the item’s price, or none for no Items dataset',
  users: 'file of the users, or none',
  hashUsers: 'whether personal ids of users are written as keyed hashes: yes or no',
} as const satisfies Record<string, string>;

/** Name of a decision. */
export type AnswerName = keyof typeof ANSWERS;

/** Decisions made so far. */
export type Answers = { readonly [Name in AnswerName]?: string };

/** Answer that leaves something out. */
export const NONE = 'none';

/** One possible answer. */
export interface Option {
  readonly value: string;
  /** Evidence that this is the answer. */
  readonly evidence?: string;
}

/** A question about an ambiguity in the files. */
export interface Question {
  readonly name: AnswerName;
  readonly text: string;
  readonly options: readonly Option[];
  /** Best guess; absent if there is none. */
  readonly best?: string;
  /** Further allowed answers, and how they are parsed. @default - only the options are allowed */
  readonly free?: FreeAnswer;
}

/** Free-text answers. */
export interface FreeAnswer {
  /** Parses an answer; `undefined` if invalid. */
  readonly read: (answer: string) => string | undefined;
  /** What is allowed, for messages. */
  readonly allowed: string;
}

/** Thrown if a question must be answered before the inference can continue. The caller catches it and asks the question. */
export class OpenQuestion extends Error {
  constructor(readonly question: Question) {
    super(question.text);
  }
}

/** The decisions of one inference: given answers, or else best guesses. */
export class Decisions {
  /** Questions for which the best guess was taken. */
  readonly guessed: Question[] = [];

  constructor(private readonly answers: Answers) {}

  /** An answer if it was given; no question is asked. */
  given(name: AnswerName): string | undefined {
    return this.answers[name];
  }

  /** @throws OpenQuestion if there is neither an answer nor a best guess; Error if the answer is not allowed */
  decide(question: Question): string {
    const { name, options, best, free } = question;
    const answer = this.answers[name];
    if (answer !== undefined) {
      const values = options.map(({ value }) => value);
      const meant = values.includes(answer) ? answer : free?.read(answer);
      if (meant !== undefined) return meant;
      throw new Error(
        `${flagOf(name)} is "${answer}", allowed is ${free?.allowed ?? `one of ${values.join(', ')}`}`,
      );
    }
    if (best === undefined) throw new OpenQuestion(question);
    this.guessed.push(question);
    return best;
  }
}

/** The command-line option that answers a question. */
export const flagOf = (name: AnswerName): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
