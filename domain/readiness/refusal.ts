/** Values of one column that a deployment will refuse, because Amazon Personalize would. */
export interface Refusal {
  /** File of the archive. */
  readonly file: string;
  readonly column: string;
  /** The first of them: its line, and what is wrong with it. */
  readonly line: number;
  readonly problem: string;
  /** How many rows have one. */
  readonly rows: number;
}
