import { DefinitionError } from './definition-error';
import { parseExpression } from './expression';
import { isObject, type Json } from './json';
import type { Scope } from './path';

/** Evaluates a payload template: members `NAME.$` become NAME with their expression's value. */
export function fillTemplate(template: Json, scope: Scope): Json {
  if (Array.isArray(template)) return template.map((entry: Json) => fillTemplate(entry, scope));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), parseExpression(value as string)(scope)]
        : [name, fillTemplate(value, scope)],
    ),
  );
}

/** @throws DefinitionError for an expression that cannot be parsed */
export function checkTemplate(template: unknown): void {
  if (Array.isArray(template)) return template.forEach(checkTemplate);
  if (!isObject(template)) return;
  for (const [name, value] of Object.entries(template)) {
    if (!name.endsWith('.$')) checkTemplate(value);
    else if (typeof value === 'string') parseExpression(value);
    else throw new DefinitionError(`The value of '${name}' must be a path or an intrinsic function`);
  }
}
