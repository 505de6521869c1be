/** What the operators for greater and smaller numbers mean. */
export const COMPARE = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
} as const satisfies Record<string, (one: number, other: number) => boolean>;
