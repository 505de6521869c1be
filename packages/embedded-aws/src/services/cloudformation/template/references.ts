import { parseSub, subArguments } from './sub';
import { isRecord } from '../../../bounded-json';

/**
 * Names that a value references by Ref, Fn::GetAtt and Fn::Sub: logical ids, parameters, pseudo parameters.
 * Of an Fn::If, only the branch chosen by `condition` counts.
 */
export function referencesIn(value: unknown, condition: (name: string) => boolean): Set<string> {
  const names = new Set<string>();

  function visit(part: unknown): void {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isRecord(part)) return;
    const keys = Object.keys(part);
    if (keys.length === 1 && keys[0] in FUNCTIONS) return FUNCTIONS[keys[0]](part[keys[0]]);
    Object.values(part).forEach(visit);
  }

  const FUNCTIONS: Record<string, (argument: unknown) => void> = {
    Ref: (argument) => void names.add(String(argument)),
    'Fn::GetAtt': (argument) => void names.add(getAttParts(argument)[0]),
    'Fn::If': (argument) => {
      const [name, whenTrue, whenFalse] = argument as [string, unknown, unknown];
      visit(condition(name) ? whenTrue : whenFalse);
    },
    'Fn::Sub': (argument) => {
      const { template, values } = subArguments(argument);
      Object.values(values).forEach(visit);
      for (const piece of parseSub(template))
        if ('name' in piece && !Object.hasOwn(values, piece.name)) names.add(piece.name.split('.')[0]);
    },
  };

  visit(value);
  return names;
}

/** Parses Fn::GetAtt, `[id, attribute]` or `id.attribute`. */
export function getAttParts(argument: unknown): [logicalId: string, attribute: unknown] {
  if (Array.isArray(argument)) return [String(argument[0]), argument[1]];
  const text = String(argument);
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}
