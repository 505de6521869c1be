/** Parts of a column's name, in any case, that say it holds what identifies a person. */
const PERSONAL =
  /name|mail|address|phone|mobile|street|city|zip|post|birth|passport|account|card|iban|tax|(^|_)(tel|ip|ssn|lat|lon|lng)(_|$)/i;

/** Rows from which on a column that is nearly unique must hold something that identifies people. */
const MIN_ROWS = 20;

/**
 * Whether a column of users.csv may tell who somebody is: its name says so, or more than half of its values
 * are somebody's own. Such values are counted and never shown.
 */
export function isPersonalColumn(name: string, present: number, distinct: number): boolean {
  return PERSONAL.test(name) || (present >= MIN_ROWS && distinct > present / 2);
}
