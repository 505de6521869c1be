import type { Shape, ValueOf } from './shape';

/** A text in each language of the documents. */
export interface InLanguages {
  readonly en: string;
  readonly ko: string;
}

/**
 * One setting. Its text in each language is Markdown, with links relative to docs/settings.md or its translation.
 * Both texts have the same links and code.
 */
export interface Setting extends InLanguages {
  readonly shape: Shape<unknown>;
  /** The default as it would be written in cdk.json. */
  readonly default: unknown;
  /**
   * A readable form of the default, if the value itself is unclear or long.
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
