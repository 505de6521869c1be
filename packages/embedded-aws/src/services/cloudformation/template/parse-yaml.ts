import {
  isScalar,
  Lexer,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import { MAX_LEVELS } from '../../../bounded-json';
import { formatError, validationError } from './template-error';
import { YAML_TAGS } from './yaml-tags';

/** More than the largest template needs; parsed within a second. */
const MAX_SYMBOLS = 250_000;

/**
 * Parses YAML as CloudFormation supports it: without aliases.
 *
 * @throws AwsError `ValidationError`
 */
export function parseYaml(text: string): unknown {
  refuseTooManySymbols(new Lexer().lex(text));
  const lines = new LineCounter();
  // The disabled options are quadratic: unique keys compare all pairs, pretty errors scan the text for each.
  const document = parseDocument(text, {
    customTags: YAML_TAGS,
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const malformed = (offset: number, why: string): Error => {
    const { line, col } = lines.linePos(offset);
    return formatError(`YAML not well-formed. (line ${line}, column ${col}) ${why}`);
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw malformed(problem.pos[0], problem.message);
  const wrong = wrongKey(document);
  if (wrong) throw malformed(wrong.range?.[0] ?? 0, 'Map keys must be unique, and scalars');
  const value: unknown = document.toJS();
  if (isTooDeep(value)) throw formatError('YAML is nested too deeply.');
  return value;
}

/** Whether a value is too deep for recursive code. The depth limit bounds this recursion too. */
function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isTooDeep(one, levels - 1));
}

function refuseTooManySymbols(symbols: Iterator<unknown>): void {
  for (let count = 0; !symbols.next().done; count++)
    if (count === MAX_SYMBOLS) throw formatError(`YAML of more than ${MAX_SYMBOLS} symbols.`);
}

/** A duplicate key, or one that is a map or list. @throws AwsError for an alias */
function wrongKey(document: Document): Node | undefined {
  let wrong: Node | undefined;
  visit(document, {
    Alias: () => {
      throw validationError('Template error: YAML aliases are not allowed in CloudFormation templates.');
    },
    Map: (_, { items }) => {
      const names = new Set<string>();
      for (const { key } of items as Pair<Node>[]) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined || names.has(name)) {
          wrong = key;
          return visit.BREAK;
        }
        names.add(name);
      }
      return undefined;
    },
  });
  return wrong;
}
