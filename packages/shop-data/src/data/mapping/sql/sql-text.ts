/** SQL that means the same to Spark and DuckDB. */
export type Sql = string;

/** Columns with the position of a row, by which rows are sorted into the order of their file. */
export const PLACE = '_part, _offset, _row';

/** The statement that creates a view from a query. */
export const viewSql = (name: string, query: Sql): Sql =>
  `CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${query}`;

/** Columns by name that a view adds to those of the previous view. */
export type Layer = Readonly<Record<string, Sql>>;

/** A condition under which a row is bad, and its message, both as expressions. */
export interface BadWhen {
  readonly when: Sql;
  readonly words: Sql;
}

/**
 * White space as JavaScript defines it. The engines' TRIM removes only spaces.
 *
 * @see https://tc39.es/ecma262/#sec-white-space
 */
export const WHITE_SPACE =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Characters that an engine, or the job when it splits the statements, treats specially. */
const SPECIAL = `'"\\\`$;`;

/**
 * A text as an SQL expression. Special characters are written with `CHR`. Unlike DuckDB, Spark reads a backslash as
 * an escape, `${…}` as a variable, and a doubled quote as the end of one text and the start of another.
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

/** The first match of a pattern, or one of its groups; empty without a match. */
export const foundSql = (text: Sql, pattern: string, group = 0): Sql =>
  `REGEXP_EXTRACT(${text}, ${textSql(pattern)}, ${group})`;

/**
 * Whether a pattern matches a whole text. It compares the match with the text, because `$` in Java also matches
 * before a final line end.
 */
export const matchesSql = (text: Sql, pattern: string): Sql =>
  `(${text} <> '' AND ${foundSql(text, `^(?:${pattern})$`)} = ${text})`;

/** Whether a text contains a line end. */
export const hasLineEndSql = (text: Sql): Sql => `TRANSLATE(${text}, CHR(10) || CHR(13), '') <> ${text}`;

/** Whether a text contains a zero byte. */
export const hasZeroByteSql = (text: Sql): Sql => `INSTR(${text}, CHR(0)) > 0`;

/** Whether a text begins with another. */
export const startsWithSql = (text: Sql, start: string): Sql =>
  `SUBSTRING(${text}, 1, ${[...start].length}) = ${textSql(start)}`;

/** The first characters of a value in quotes, on one line, for messages. */
export const excerptSql = (text: Sql): Sql =>
  `'"' || TRANSLATE(SUBSTRING(${text}, 1, 40), CHR(10) || CHR(13), '  ') || '"'`;

/** Whether a text consists only of white space. */
export const isBlankSql = (text: Sql): Sql => `TRANSLATE(${text}, ${textSql(WHITE_SPACE)}, '') = ''`;

/** A CSV value, quoted only if necessary. Line ends become spaces, because for Personalize a record is one line. */
export const csvSql = (value: Sql): Sql =>
  `CASE WHEN TRANSLATE(${value}, ',"' || CHR(10) || CHR(13), '') = ${value} THEN ${value} ` +
  `ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(${value}, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), ` +
  `CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"' END`;
