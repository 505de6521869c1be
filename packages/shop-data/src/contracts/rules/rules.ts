import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { checkValue, depthOf, ValueProblem, type ValueSchema } from '../api/value-schema';
import { ANSWERED_USE_CASES, type AnsweredUseCase } from '../lists/similar-items';

/** Folder in the data bucket for the rules in force. */
export const RULES_PREFIX = 'rules/';
export const RULES_KEY = `${RULES_PREFIX}rules.json`;

/** Folder for earlier rules. Each file is named after the time at which it came into force. */
export const RULES_HISTORY_PREFIX = `${RULES_PREFIX}history/`;

/** What a rule does with its items. */
const ACTIONS = {
  pin: 'puts items first, in this order',
  hide: 'leaves items out',
  promote: 'moves items of the answer ahead of others',
} as const;

/** A merchandiser's rule, which changes what the models recommend. */
export interface Rule {
  /** Name, which answers contain. */
  readonly name: string;
  readonly action: keyof typeof ACTIONS;
  /** Ids of the items. */
  readonly items?: readonly string[];
  /** Applies to all items of a category instead of `items`. Not for pins. */
  readonly category?: string;
  /** @default - all use cases */
  readonly useCases?: readonly AnsweredUseCase[];
  /** Restricts the rule to answers about one of these items. @default - all answers */
  readonly aboutItems?: readonly string[];
  /** Restricts the rule to answers about an item of this category. @default - all answers */
  readonly aboutCategory?: string;
  /** Time from which the rule is in force: `2026-12-01T00:00:00+01:00`. @default - at once */
  readonly from?: string;
  /** Time from which the rule is no longer in force. @default - without end */
  readonly until?: string;
}

const MAX_RULES = 100;
const MAX_ITEMS = 100;

/**
 * Maximum size of the file in bytes. It is limited, because every environment of the API reads the file several times a minute.
 */
const MAX_RULES_BYTES = 256 * 1024;

const ID: ValueSchema = { type: 'string', minLength: 1, maxLength: 256 };
const CATEGORY: ValueSchema = {
  ...ID,
  description: 'As the column CATEGORY_L1 has it; of several values, one.',
};
const TIME: ValueSchema = {
  type: 'string',
  maxLength: 25,
  pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$`,
  description: 'A time with its zone: 2026-12-01T00:00:00+01:00.',
};
const ids = (description: string): ValueSchema => ({
  type: 'array',
  items: ID,
  minItems: 1,
  maxItems: MAX_ITEMS,
  description,
});

const RULE: ValueSchema = {
  type: 'object',
  required: ['name', 'action'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 60, description: 'Answers name it.' },
    action: {
      type: 'string',
      enum: Object.keys(ACTIONS),
      description: `${Object.entries(ACTIONS)
        .map(([action, what]) => `${action}: ${what}`)
        .join('; ')}.`,
    },
    items: ids('Ids of the items.'),
    category: CATEGORY,
    useCases: {
      type: 'array',
      items: { type: 'string', enum: ANSWERED_USE_CASES },
      minItems: 1,
      maxItems: ANSWERED_USE_CASES.length,
      description: 'All use cases unless named.',
    },
    aboutItems: ids('Only in answers about one of these items.'),
    aboutCategory: CATEGORY,
    from: TIME,
    until: TIME,
  },
};

/** JSON schema of the rules file. */
export const RULES_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Merchandising rules of a shop',
  type: 'array',
  items: RULE,
  minItems: 0,
  maxItems: MAX_RULES,
} as const satisfies ValueSchema & Record<string, unknown>;

/** A rule takes three levels of nesting. */
const MAX_DEPTH = 8;

/**
 * Parses a rules file.
 *
 * @throws ValueProblem that says which rule is wrong, what was found and what is allowed
 */
export function parseRules(text: string): readonly Rule[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_RULES_BYTES)
    throw new ValueProblem(
      `The file has ${countInWords(bytes, 'byte')}, allowed are ${grouped(MAX_RULES_BYTES)}.`,
    );
  if (depthOf(text) > MAX_DEPTH) throw new ValueProblem(`The file is nested deeper than ${MAX_DEPTH}.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ValueProblem(`The file is not JSON: ${(error as Error).message}.`);
  }
  checkValue('The file', value, RULES_SCHEMA);
  const rules = value as readonly Rule[];
  rules.forEach((rule, at) => checkRule(rule, rules.slice(0, at)));
  return rules;
}

function checkRule(rule: Rule, former: readonly Rule[]): void {
  const { name, action, items, category, from, until } = rule;
  const refuse = (problem: string): never => {
    throw new ValueProblem(`The rule ${JSON.stringify(name)} ${problem}`);
  };
  if (former.some((one) => one.name === name)) refuse('is there twice. Give each rule its own name.');
  if (action === 'pin' && (items === undefined || category !== undefined))
    refuse('pins, so it needs items and no category: items are pinned in their order.');
  if ((items === undefined) === (category === undefined)) refuse('needs either items or category.');
  for (const [member, time] of Object.entries({ from, until }))
    if (time !== undefined && Number.isNaN(Date.parse(time)))
      refuse(`has ${member} ${time}, which is not a valid time.`);
  if (from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until))
    refuse(`ends (${until}) before it begins (${from}).`);
}
