import { invalidSymbol } from './filter-expression-error';

/** A symbol of a filter expression. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'parameter' | 'sign' | 'end';
  /** As the expression writes it; without quotes and escapes for a text, without `$` for a parameter. */
  readonly text: string;
  /** Characters before it. */
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<word>[A-Za-z_]\w*)|"(?<text>(?:[^"\\]|\\.)*)"|(?<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))|\$(?<parameter>\w+)|(?<sign>[<>!]=|[<>=(),.|*]))/sy;

/** A placeholder in quotes; the guide shows both forms. */
const QUOTED_PARAMETER = /^\$\w+$/;

/**
 * Cuts an expression into its symbols; the last one is the end.
 *
 * @throws FilterExpressionError for what is no symbol
 */
export function filterTokens(expression: string): Token[] {
  const tokens: Token[] = [];
  const end = expression.trimEnd().length;
  let at = 0;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(expression);
    if (!match?.groups) throw unreadable(expression, at);
    const [kind, text] = Object.entries(match.groups).find(([, found]) => found !== undefined)!;
    const start = at + match[0].length - match[0].trimStart().length;
    tokens.push(tokenOf(kind as Token['kind'], text, start));
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: 'the end', at: end }];
}

function tokenOf(kind: Token['kind'], text: string, at: number): Token {
  if (kind !== 'text') return { kind, text, at };
  if (QUOTED_PARAMETER.test(text)) return { kind: 'parameter', text: text.slice(1), at };
  return { kind, text: text.replace(/\\(.)/gs, '$1'), at };
}

function unreadable(expression: string, from: number): Error {
  const at = from + expression.slice(from).search(/\S/);
  const [symbol] = /^\S\w*/.exec(expression.slice(at))!;
  if (symbol.startsWith('"')) return invalidSymbol(symbol, at, 'The text has no closing quote');
  if (symbol.startsWith("'")) return invalidSymbol(symbol, at, 'Texts stand in double quotes');
  if (symbol.startsWith('$'))
    return invalidSymbol(symbol, at, 'A placeholder is $ and a name of letters, digits and underscores');
  return invalidSymbol(symbol, at, 'It belongs to no filter expression');
}
