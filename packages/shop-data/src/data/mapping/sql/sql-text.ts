/** SQL that means the same to Spark and DuckDB. */
export type Sql = string;

/** Position of a row, which sorts rows into the order of their file. */
export const PLACE = '_part, _offset, _row';

/** The statement that makes a view of a query. */
export const viewSql = (name: string, query: Sql): Sql =>
  `CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${query}`;

/** Columns that a view adds to those of the one before, by name. */
export type Layer = Readonly<Record<string, Sql>>;

/** A condition under which a row is bad, and its message, both as expressions. */
export interface BadWhen {
  readonly when: Sql;
  readonly words: Sql;
}

/**
 * White space as JavaScript defines it: the engines' TRIM removes only spaces.
 *
 * @see https://tc39.es/ecma262/#sec-white-space
 */
export const WHITE_SPACE =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Characters that an engine, or the job when it splits the statements, does not take literally. */
const SPECIAL = `'"\\\`$;`;

/**
 * A text as an expression. Special characters are written as `CHR`, because Spark reads a backslash as an escape and `${…}` as a
 * variable, and a doubled quote as the end of one text and the start of another, unlike DuckDB.
 */
export function textSql(text: string): Sql {
  const pieces: string[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') pieces.push(`'${plain}'`);
    plain = '';
  };
  for (const character of text)
    if (character < ' ' || SPECIAL.includes(character)) {
      flush();
      pieces.push(`CHR(${character.charCodeAt(0)})`);
    } else plain += character;
  flush();
  if (pieces.length === 0) return "''";
  return pieces.length === 1 ? pieces[0] : `(${pieces.join(' || ')})`;
}

/** First match of a pattern, or a group of it; empty without a match. */
export const foundSql = (text: Sql, pattern: string, group = 0): Sql =>
  `REGEXP_EXTRACT(${text}, ${textSql(pattern)}, ${group})`;

/** Whether a pattern matches a whole text. Compares what it finds, because `$` in Java also matches before a final line end. */
export const matchesSql = (text: Sql, pattern: string): Sql =>
  `(${text} <> '' AND ${foundSql(text, `^(?:${pattern})$`)} = ${text})`;

/** Whether a text has a line end in it. */
export const hasLineEndSql = (text: Sql): Sql => `TRANSLATE(${text}, CHR(10) || CHR(13), '') <> ${text}`;

/** Whether a text has a zero byte in it. */
export const hasZeroByteSql = (text: Sql): Sql => `INSTR(${text}, CHR(0)) > 0`;

/** Whether a text begins with another. */
export const startsWithSql = (text: Sql, start: string): Sql =>
  `SUBSTRING(${text}, 1, ${[...start].length}) = ${textSql(start)}`;

/** The first characters of a value between quotes, on one line, for messages. */
export const excerptSql = (text: Sql): Sql =>
  `'"' || TRANSLATE(SUBSTRING(${text}, 1, 40), CHR(10) || CHR(13), '  ') || '"'`;

/** Whether a text has no more than white space. */
export const isBlankSql = (text: Sql): Sql => `TRANSLATE(${text}, ${textSql(WHITE_SPACE)}, '') = ''`;

/** A CSV value, quoted only if necessary. A line end becomes a space: for Personalize a record is one line. */
export const csvSql = (value: Sql): Sql =>
  `CASE WHEN TRANSLATE(${value}, ',"' || CHR(10) || CHR(13), '') = ${value} THEN ${value} ` +
  `ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(${value}, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), ` +
  `CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"' END`;
