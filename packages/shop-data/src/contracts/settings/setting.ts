import type { Shape, ValueOf } from './shape';

/** A text in the languages of the documents. */
export interface InLanguages {
  readonly en: string;
  readonly ko: string;
}

/**
 * One setting. Its text in both languages is Markdown, with links that are relative to docs/settings.md and its twin; each
 * has the same links and code in it.
 */
export interface Setting extends InLanguages {
  readonly shape: Shape<unknown>;
  /** As it is written in cdk.json. */
  readonly default: unknown;
  /**
   * What the default stands for, where its value does not tell.
   *
   * @default - the value, or "none" for an empty text or list
   */
  readonly defaultInWords?: InLanguages;
}

/** Settings of a part by their names. */
export type SettingsTable = Readonly<Record<string, Setting>>;

/** The checked values of a table of settings. */
export type ValuesOf<Table extends SettingsTable> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]['shape']>;
};
