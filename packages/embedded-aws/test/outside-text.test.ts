import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const LOCAL = resolve(__dirname, '../src');

/** Files that build regular expressions from this project's own texts. Outside texts go through `wildcards.ts`. */
const MAKES_PATTERNS = [
  'bootstrap.ts: names of the bootstrap',
  'gateway/rest-json-protocol.ts: routes',
  'gateway/validate.ts: patterns of shapes, anchored',
  'services/cloudformation/operations/create-change-set.ts: the pattern of a shape, anchored',
  'services/states/states-store.ts: ARNs',
  'temporary-folder.ts: names of folders of its own',
];

/** Files that parse JSON which is not fresh outside input. Outside input goes through `bounded-json.ts`. */
const PARSES_JSON = [
  'bounded-json.ts: after its bounds',
  'faults/request-faults.ts: an answer of its own',
  'services/lambda/execution-environment.ts: a reply of its own',
  'services/lambda/worker/inline-modules.ts: modules that are JSON',
  'services/lambda/worker/inline-worker.ts: a payload that Invoke has taken',
  'services/states/execution.ts: an input that StartExecution has taken',
  'services/states/language/expression.ts: true, false, null or a number',
  'services/states/language/jsonata.ts: a copy of what an expression gives',
  'services/states/language/sdk-task.ts: a copy of an answer of its own',
  'services/states/language/service-tasks.ts: the output of an execution',
];

const files = readdirSync(LOCAL, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.wasm.ts'))
  .sort();

/** The files that contain `new NAME(…)` or call `NAME(…)`. */
const usersOf = (name: string): string[] =>
  files.filter((file) => {
    const text = readFileSync(join(LOCAL, file), 'utf8');
    if (!text.includes(name)) return false;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const uses = (node: ts.Node): boolean =>
      ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(source) === name) ||
      (ts.forEachChild(node, uses) ?? false);
    return uses(source);
  });

const filesOf = (places: readonly string[]): string[] => places.map((place) => place.split(': ')[0]);

describe('text from outside', () => {
  it('becomes no regular expression', () => {
    expect(usersOf('RegExp')).toEqual(filesOf(MAKES_PATTERNS));
  });

  it('is parsed as JSON within bounds', () => {
    expect(usersOf('JSON.parse')).toEqual(filesOf(PARSES_JSON));
  });
});
