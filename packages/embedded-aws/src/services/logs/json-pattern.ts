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

const TOKEN = /\s*(?:(&&|\|\||!=|<=|>=|[=<>(){}])|"((?:[^"\\]|\\.)*)"|(\$)|([^\s=!<>&|(){}"$]+))/y;

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
  let at = 0;

  function next(): { sign?: string; text?: string; word?: string; isSelector?: boolean } {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return {};
    const [, sign, quoted, dollar, word] = found;
    if (dollar !== undefined) return { isSelector: true };
    at = TOKEN.lastIndex;
    return { sign, text: quoted?.replace(/\\(.)/g, '$1'), word };
  }

  function take(wanted: string): boolean {
    const before = at;
    const { sign, word } = next();
    if (sign === wanted || word?.toUpperCase() === wanted) return true;
    at = before;
    return false;
  }

  function must(wanted: string): void {
    if (!take(wanted)) throw new Error(`expected ${wanted} at '${text.slice(at)}'`);
  }

  function any(): EventTest {
    const tests = [all()];
    while (take('||')) tests.push(all());
    return (event) => tests.some((test) => test(event));
  }

  function all(): EventTest {
    const tests = [one()];
    while (take('&&')) tests.push(one());
    return (event) => tests.every((test) => test(event));
  }

  function one(): EventTest {
    if (take('(')) {
      const inner = any();
      must(')');
      return inner;
    }
    const { steps, end } = readSteps(text, at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0));
    at = end;
    const select = selectorOf(steps);
    if (take('NOT')) {
      must('EXISTS');
      return (event) => select(event) === undefined;
    }
    if (take('IS')) {
      for (const [word, wanted] of [
        ['NULL', null],
        ['TRUE', true],
        ['FALSE', false],
      ] as const)
        if (take(word)) return (event) => select(event) === wanted;
      throw new Error(`IS goes with NULL, TRUE and FALSE, not '${text.slice(at)}'`);
    }
    const { sign = '' } = next();
    if (!Object.hasOwn(COMPARISONS, sign))
      throw new Error(`expected a comparison before '${text.slice(at)}'`);
    const operand = next();
    const value = operand.text ?? operand.word;
    if (value === undefined) throw new Error(`expected a value at '${text.slice(at)}'`);
    return comparison(select, sign, value, operand.text === undefined);
  }

  must('{');
  const test = any();
  must('}');
  if (text.slice(at).trim() !== '') throw new Error(`unexpected '${text.slice(at)}'`);
  return test;
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
