import { ANY_TEXT, wildcardMatcher } from '../../wildcards';

/** Whether a parsed log event satisfies a pattern, or a part of one. */
export type EventTest = (event: unknown) => boolean;

/** A member of a JSON log event, by its selector. */
export type Selector = (event: unknown) => unknown;

const STEP = /\.?\[\s*(?:'([^']+)'|"([^"]+)"|(\d+))\s*\]|\.([^\s.[\](){}=!<>&|"']+)/y;

/**
 * Parses a selector: `$.a.b`, `$.a[0]`, `$.['a.b']`.
 *
 * @throws Error that says what is wrong
 */
export function parseSelector(text: string): Selector {
  const { steps, end } = readSteps(text, 0);
  if (end !== text.length) throw new Error(`unexpected ${text.slice(end)}`);
  return selectorOf(steps);
}

function readSteps(text: string, start: number): { steps: (string | number)[]; end: number } {
  if (text[start] !== '$') throw new Error(`a selector begins with $., got ${text.slice(start)}`);
  const steps: (string | number)[] = [];
  let end = start + 1;
  for (;;) {
    STEP.lastIndex = end;
    const found = STEP.exec(text);
    if (!found) break;
    const [whole, single, double, index, name] = found;
    steps.push(index === undefined ? (single ?? double ?? name) : Number(index));
    end += whole.length;
  }
  if (steps.length === 0) throw new Error(`a selector names a member, got ${text.slice(start)}`);
  return { steps, end };
}

const selectorOf =
  (steps: readonly (string | number)[]): Selector =>
  (event) => {
    let value = event;
    for (const step of steps) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step))
        return undefined;
      value = (value as Readonly<Record<string | number, unknown>>)[step];
    }
    return value;
  };

const TOKEN = /\s*(?:(&&|\|\||!=|<=|>=|[=<>(){}])|"((?:[^"\\]|\\.)*)"|([^\s=!<>&|(){}"$]+))/y;

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/**
 * Parses a pattern of JSON members: `{ $.level = "ERR*" && ($.ms > 100 || $.user NOT EXISTS) }`. `&&` binds before
 * `||`.
 *
 * @throws Error that says what is wrong
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function parseJsonPattern(text: string): EventTest {
  const tokens = new Tokens(text);
  tokens.must('{');
  const test = anyOf(tokens);
  tokens.must('}');
  if (tokens.rest.trim() !== '') throw new Error(`unexpected '${tokens.rest}'`);
  return test;
}

/** The tokens of a pattern, read one after another. */
class Tokens {
  private at = 0;

  constructor(private readonly text: string) {}

  get rest(): string {
    return this.text.slice(this.at);
  }

  next(): { sign?: string; text?: string; word?: string } {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (!found) return {};
    const [, sign, quoted, word] = found;
    this.at = TOKEN.lastIndex;
    return { sign, text: quoted?.replace(/\\(.)/g, '$1'), word };
  }

  take(wanted: string): boolean {
    const before = this.at;
    const { sign, word } = this.next();
    if (sign === wanted || word?.toUpperCase() === wanted) return true;
    this.at = before;
    return false;
  }

  must(wanted: string): void {
    if (!this.take(wanted)) throw new Error(`expected ${wanted} at '${this.rest}'`);
  }

  selector(): Selector {
    const { steps, end } = readSteps(this.text, this.at + (/^\s*/.exec(this.rest)?.[0].length ?? 0));
    this.at = end;
    return selectorOf(steps);
  }
}

function anyOf(tokens: Tokens): EventTest {
  const tests = [allOf(tokens)];
  while (tokens.take('||')) tests.push(allOf(tokens));
  return (event) => tests.some((test) => test(event));
}

function allOf(tokens: Tokens): EventTest {
  const tests = [oneOf(tokens)];
  while (tokens.take('&&')) tests.push(oneOf(tokens));
  return (event) => tests.every((test) => test(event));
}

function oneOf(tokens: Tokens): EventTest {
  if (tokens.take('(')) {
    const inner = anyOf(tokens);
    tokens.must(')');
    return inner;
  }
  const select = tokens.selector();
  if (tokens.take('NOT')) {
    tokens.must('EXISTS');
    return (event) => select(event) === undefined;
  }
  if (tokens.take('IS')) {
    for (const [word, wanted] of [
      ['NULL', null],
      ['TRUE', true],
      ['FALSE', false],
    ] as const)
      if (tokens.take(word)) return (event) => select(event) === wanted;
    throw new Error(`IS goes with NULL, TRUE and FALSE, not '${tokens.rest}'`);
  }
  const { sign = '' } = tokens.next();
  if (!Object.hasOwn(COMPARISONS, sign)) throw new Error(`expected a comparison before '${tokens.rest}'`);
  const operand = tokens.next();
  const value = operand.text ?? operand.word;
  if (value === undefined) throw new Error(`expected a value at '${tokens.rest}'`);
  return comparison(select, sign, value, operand.text === undefined);
}

/** Numbers compare with numbers, anything else as text with wildcards. A missing member is never equal or unequal. */
function comparison(select: Selector, sign: string, value: string, isBare: boolean): EventTest {
  if (isBare && value !== '' && Number.isFinite(Number(value))) {
    const compare = COMPARISONS[sign];
    return (event) => {
      const found = select(event);
      return typeof found === 'number' && compare(found, Number(value));
    };
  }
  if (sign !== '=' && sign !== '!=') throw new Error(`${sign} compares with a number, got ${value}`);
  const matches = wildcardMatcher(
    value.split('*').flatMap((part, at) => (at === 0 ? [part] : [ANY_TEXT, part])),
  );
  return (event) => {
    const found = select(event);
    const isText = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean';
    return isText && matches(String(found)) === (sign === '=');
  };
}
