import { resolveValue } from '../template/resolve';
import { validationError } from '../template/template-error';
import type { Scope } from '../template/scope';
import type { Target } from '../template/target';
import type { Stack, StackOutput } from './stack';
import type { ExportLookup } from './stack-scope';

/** The target's outputs, from current resources. */
export function resolveOutputs({ template }: Target, scope: Scope): StackOutput[] {
  return Object.entries(template.outputs)
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([key, { Value, Description, Export }]) => ({
      key,
      value: asText(key, resolveValue(Value, scope)),
      description: Description,
      exportName: Export && asText(key, resolveValue(Export.Name, scope)),
    }));
}

function asText(key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw validationError(`Template format error: The Value field of output ${key} must evaluate to a String`);
}

/**
 * Refuses to change or remove exports in use, and to export a name that another stack exports.
 *
 * @param outputs - the stack's new outputs
 */
export function refuseUsedExports(
  stack: Stack,
  outputs: readonly StackOutput[],
  exports: ExportLookup,
): void {
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    const after = outputs.find((output) => output.exportName === exportName);
    if (after?.value === value) continue;
    const users = exports.usersOf(exportName);
    if (users.length > 0)
      throw validationError(
        `Export ${exportName} cannot be ${after ? 'updated' : 'deleted'} as it is in use by ${users.join(', ')}`,
      );
  }
  for (const { exportName } of outputs)
    if (exportName !== undefined && exports.ownersOf(exportName).some((owner) => owner !== stack.name))
      throw validationError(
        `Export with name ${exportName} is already exported by stack ${exports.ownersOf(exportName).join(', ')}`,
      );
}
