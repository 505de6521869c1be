import type { DatasetType } from '../dataset-types';
import {
  FilterExpressionError,
  invalidSymbol,
  type Condition,
  type Field,
  type FilterExpression,
  type Operator,
  type Value,
} from './filter-expression';

/** A token of a filter expression. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'parameter' | 'sign' | 'end';
  /** The token as written, but strings without quotes and escapes, and parameters without `$`. */
  readonly text: string;
  /** Offset in characters. */
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<word>[A-Za-z_]\w*)|"(?<text>(?:[^"\\]|\\.)*)"|(?<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))|\$(?<parameter>\w+)|(?<sign>[<>!]=|[<>=(),.|*]))/sy;

/** A placeholder in quotes. The guide shows both forms. */
const QUOTED_PARAMETER = /^\$\w+$/;

/**
 * Tokenizes an expression. The last token marks the end.
 *
 * @throws FilterExpressionError for an invalid token
 */
function filterTokens(expression: string): Token[] {
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
  if (symbol.startsWith("'")) return invalidSymbol(symbol, at, 'Strings must be in double quotes');
  if (symbol.startsWith('$'))
    return invalidSymbol(symbol, at, 'A placeholder is $ and a name of letters, digits and underscores');
  return invalidSymbol(symbol, at, 'It is not part of the filter syntax');
}

/** Datasets that may follow WHERE. The current user may only follow IF. */
const DATASETS: Readonly<Record<string, DatasetType>> = { INTERACTIONS: 'INTERACTIONS', ITEMS: 'ITEMS' };
const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const satisfies Operator[];

/**
 * Parses the expressions of a filter. Keywords and names of datasets may be in any case; AND binds closer
 * than OR.
 *
 *     filter        := expression ( '|' expression )*
 *     expression    := ( INCLUDE | EXCLUDE ) ItemID WHERE condition ( ( AND | OR ) condition )*
 *                      [ IF userCondition ( AND userCondition )* ]
 *     condition     := ( Interactions | Items ) '.' FIELD test
 *     userCondition := CurrentUser '.' FIELD test
 *     test          := ( IN | NOT IN ) ( '(' value ( ',' value )* ')' | CurrentItem '.' FIELD )
 *                    | ( '=' | '!=' | '<' | '<=' | '>' | '>=' ) ( value | '(' value ')' | CurrentItem '.' FIELD )
 *     value         := "text" | number | $PARAMETER | '*'
 *
 * @throws FilterExpressionError that says which symbol is wrong and where it stands
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-filter-expressions.html
 */
export function parseFilter(text: string): FilterExpression[] {
  return new FilterParser(filterTokens(text)).filter();
}

/** Recursive descent: one method for each rule of the grammar. */
class FilterParser {
  private place = 0;
  /** A field of the first condition. All others of the expression must use the same dataset. */
  private first?: Field;

  constructor(private readonly tokens: readonly Token[]) {}

  filter(): FilterExpression[] {
    const expressions = [this.expression()];
    while (this.takes('|')) expressions.push(this.expression());
    if (this.next.kind !== 'end') throw this.unexpected('AND, OR, IF, | or the end');
    return expressions;
  }

  private expression(): FilterExpression {
    const action = this.takes('INCLUDE') ? 'INCLUDE' : this.takes('EXCLUDE') ? 'EXCLUDE' : undefined;
    if (!action) throw this.unexpected('INCLUDE or EXCLUDE');
    this.must('ItemID');
    this.must('WHERE');
    this.first = undefined;
    const where: Condition[][] = [];
    do {
      where.push(this.conjunction(() => this.field()));
    } while (this.takes('OR'));
    const when = this.takes('IF') ? this.conjunction(() => this.userField()) : [];
    return { action, where, when };
  }

  private conjunction(leftSide: () => Field): Condition[] {
    const conditions: Condition[] = [];
    do {
      conditions.push(this.condition(leftSide()));
    } while (this.takes('AND'));
    return conditions;
  }

  private condition(field: Field): Condition {
    const operator = this.operator();
    const isList = operator === 'IN' || operator === 'NOT IN';
    const start = this.next;
    if (this.takes('CurrentItem')) {
      if (field.dataset !== 'ITEMS')
        throw refused(start, 'CurrentItem is only allowed in conditions on Items');
      return { field, operator, against: this.fieldOf('ITEMS', 'CurrentItem') };
    }
    const hasParentheses = this.takes('(');
    if (isList && !hasParentheses) throw this.unexpected('( or CurrentItem');
    const values = [this.value(field, operator)];
    while (isList && this.takes(',')) values.push(this.value(field, operator));
    if (hasParentheses) this.must(')');
    return { field, operator, against: values };
  }

  private field(): Field {
    const token = this.next;
    const dataset = token.kind === 'word' ? DATASETS[token.text.toUpperCase()] : undefined;
    if (!dataset)
      throw this.unexpected(
        'a field of Interactions or Items; CurrentUser stands after IF, CurrentItem on the right',
      );
    this.place++;
    const field = this.fieldOf(dataset, token.text);
    this.first ??= field;
    if (dataset !== this.first.dataset)
      throw refused(
        token,
        `${this.first.text} is of another dataset; write a second expression after a | for ${field.text}`,
      );
    return field;
  }

  private userField(): Field {
    if (!this.takes('CurrentUser')) throw this.unexpected('a field of CurrentUser');
    return this.fieldOf('USERS', 'CurrentUser');
  }

  private fieldOf(dataset: DatasetType, owner: string): Field {
    this.must('.');
    const { kind, text: name } = this.next;
    if (kind !== 'word') throw this.unexpected('the name of a field');
    this.place++;
    return { dataset, name, text: `${owner}.${name}` };
  }

  private operator(): Operator {
    if (this.takes('IN')) return 'IN';
    if (this.takes('NOT')) {
      this.must('IN');
      return 'NOT IN';
    }
    const sign = COMPARISONS.find((comparison) => this.takes(comparison));
    if (!sign) throw this.unexpected(`IN, NOT IN, ${COMPARISONS.join(', ')}`);
    return sign;
  }

  private value(field: Field, operator: Operator): Value {
    const token = this.next;
    const value = valueOf(token);
    if (!value) throw this.unexpected('a text in double quotes, a number or a placeholder');
    if (value.kind === 'any' && field.dataset !== 'INTERACTIONS')
      throw refused(token, 'The asterisk is only allowed for Interactions.EVENT_TYPE');
    if (value.kind === 'parameter' && operator === 'NOT IN')
      throw new FilterExpressionError(afterNotIn(value));
    this.place++;
    return value;
  }

  private get next(): Token {
    return this.tokens[this.place];
  }

  /** Consumes a keyword or sign if it is next. */
  private takes(symbol: string): boolean {
    const { kind, text } = this.next;
    const isNext = (kind === 'word' || kind === 'sign') && text.toUpperCase() === symbol.toUpperCase();
    if (isNext) this.place++;
    return isNext;
  }

  private must(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected(symbol);
  }

  private unexpected(expected: string): Error {
    return refused(this.next, `Expected ${expected}`);
  }
}

function valueOf({ kind, text }: Token): Value | undefined {
  if (kind === 'parameter') return { kind, name: text };
  if (kind === 'text') return { kind, text };
  if (kind === 'number') return { kind, number: Number(text) };
  return text === '*' ? { kind: 'any' } : undefined;
}

function refused({ kind, text, at }: Token, why: string): Error {
  const symbol = kind === 'text' ? `"${text}"` : kind === 'parameter' ? `$${text}` : text;
  return invalidSymbol(symbol, at, why);
}

/** AWS's published message, which has no position. @see https://docs.aws.amazon.com/personalize/latest/dg/error-messages.html */
const afterNotIn = ({ name }: { readonly name: string }): string =>
  `Could not create filter. Invalid input symbol: $${name}. Placeholders are not allowed with NOT_IN operator.`;
