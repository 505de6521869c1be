/**
 * What makes a quote literal within a quoted value: a quote before it, as most programs write CSV, or a
 * backslash, as Amazon Personalize asks for; a backslash is then escaped too.
 */
export type CsvEscape = '"' | '\\';
