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
