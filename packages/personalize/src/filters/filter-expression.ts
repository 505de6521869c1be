import type { DatasetType } from '../dataset-types';

/** One of the expressions of a filter, which stand between pipes. */
export interface FilterExpression {
  readonly action: 'INCLUDE' | 'EXCLUDE';
  /** Alternatives, of which one must hold; each is a list of conditions that must all hold. */
  readonly where: readonly (readonly Condition[])[];
  /** Conditions on the current user; unless all hold, the expression does not count. */
  readonly when: readonly Condition[];
}

/** A field and what it is compared with. */
export interface Condition {
  readonly field: Field;
  readonly operator: Operator;
  /** A list for IN and NOT IN, one value for the others, or a field of the current item for either. */
  readonly against: readonly Value[] | Field;
}

/** A column of a dataset. */
export interface Field {
  /** The current user's fields are those of USERS, the current item's those of ITEMS. */
  readonly dataset: DatasetType;
  readonly name: string;
  /** As the expression writes it: `Items.PRICE`. */
  readonly text: string;
}

/** Operators as expressions write them. */
export type Operator = 'IN' | 'NOT IN' | '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A value in an expression; `any` is the asterisk. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'any' };

/** Whether a condition compares with the current item. */
export const isField = (against: Condition['against']): against is Field => 'dataset' in against;

/** All conditions of an expression. */
export const conditionsOf = ({ where, when }: FilterExpression): readonly Condition[] => [
  ...where.flat(),
  ...when,
];

/** Names of the placeholders of an expression. */
export const parametersOf = (expression: FilterExpression): readonly string[] =>
  conditionsOf(expression).flatMap(({ against }) =>
    isField(against) ? [] : against.flatMap((value) => (value.kind === 'parameter' ? [value.name] : [])),
  );

/** All fields that an expression reads. */
export const fieldsOf = (expression: FilterExpression): readonly Field[] =>
  conditionsOf(expression).flatMap(({ field, against }) => (isField(against) ? [field, against] : [field]));

/** What is wrong with a filter expression, in the words that CreateFilter would use. */
export class FilterExpressionError extends Error {}

/** The error for a symbol that does not belong where it stands. @param at characters before the symbol */
export const invalidSymbol = (symbol: string, at: number, why: string): FilterExpressionError =>
  new FilterExpressionError(
    `Could not create filter. Invalid input symbol: ${symbol}. ${why} (at character ${at + 1}).`,
  );

/** The error for an expression that is well formed and does not fit the data. */
export const invalidExpression = (why: string): FilterExpressionError =>
  new FilterExpressionError(`Could not create filter. Invalid Expression: ${why}`);
