import { DefinitionError } from '../definition-error';
import { parseExpression } from '../expression';
import type { Json } from '../json';
import type { Run } from '../run';
import { StateError } from '../state-error';
import { stateType } from '../state-type';

/** Ends the execution, or its branch, with an error. */
export const fail = stateType({
  fields: {
    Error: { type: 'string' },
    Cause: { type: 'string' },
    ErrorPath: { type: 'string' },
    CausePath: { type: 'string' },
  },
  check: ({ Error, ErrorPath, Cause, CausePath }) => {
    if (Error !== undefined && ErrorPath !== undefined)
      throw new DefinitionError('A state must have at most one of Error and ErrorPath');
    if (Cause !== undefined && CausePath !== undefined)
      throw new DefinitionError('A state must have at most one of Cause and CausePath');
    for (const path of [ErrorPath, CausePath]) if (path !== undefined) parseExpression(path);
  },
  run: ({ Error, ErrorPath, Cause, CausePath }, input, run) => {
    const error = ErrorPath === undefined ? Error : textAt(ErrorPath, input, run);
    throw new StateError(error ?? '', CausePath === undefined ? Cause : textAt(CausePath, input, run));
  },
});

function textAt(path: string, input: Json, { context }: Run): string {
  const value = parseExpression(path)({ input, context });
  if (typeof value === 'string') return value;
  throw new StateError('States.Runtime', `'${path}' must lead to a string, got ${JSON.stringify(value)}`);
}
