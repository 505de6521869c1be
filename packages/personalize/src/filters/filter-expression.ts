import type { DatasetType } from '../dataset-types';

/** One expression of a filter. A filter separates expressions with pipes. */
export interface FilterExpression {
  readonly action: 'INCLUDE' | 'EXCLUDE';
  /** Conditions as a disjunction of conjunctions. */
  readonly where: readonly (readonly Condition[])[];
  /** Conditions on the current user; unless all hold, the expression is ignored. */
  readonly when: readonly Condition[];
}

/** A comparison of a field. */
export interface Condition {
  readonly field: Field;
  readonly operator: Operator;
  /** A list of values for IN and NOT IN, otherwise one value; or a field of the current item. */
  readonly against: readonly Value[] | Field;
}

/** A column of a dataset. */
export interface Field {
  /** Dataset of the field: USERS for the current user, ITEMS for the current item. */
  readonly dataset: DatasetType;
  readonly name: string;
  /** The field as written: `Items.PRICE`. */
  readonly text: string;
}

/** Operators as written in expressions. */
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

/** Placeholder names in an expression. */
export const parametersOf = (expression: FilterExpression): readonly string[] =>
  conditionsOf(expression).flatMap(({ against }) =>
    isField(against) ? [] : against.flatMap((value) => (value.kind === 'parameter' ? [value.name] : [])),
  );

/** All fields in an expression. */
export const fieldsOf = (expression: FilterExpression): readonly Field[] =>
  conditionsOf(expression).flatMap(({ field, against }) => (isField(against) ? [field, against] : [field]));

/** An invalid filter expression, with the wording of CreateFilter. */
export class FilterExpressionError extends Error {}

/** Error for a misplaced symbol. @param at - number of characters before it */
export const invalidSymbol = (symbol: string, at: number, why: string): FilterExpressionError =>
  new FilterExpressionError(
    `Could not create filter. Invalid input symbol: ${symbol}. ${why} (at character ${at + 1}).`,
  );

/** Error for a well-formed expression that does not fit the data. */
export const invalidExpression = (why: string): FilterExpressionError =>
  new FilterExpressionError(`Could not create filter. Invalid Expression: ${why}`);
