import { isRecord } from '../../../bounded-json';
import { findResourceType, SUPPORTED_TYPES } from '../resources/resource-types';
import type { Target } from '../template/target';
import { validationError } from '../template/template-error';

/**
 * Refuses what no resource could be created with, before any is: types and properties that the embedded AWS does not have.
 *
 * @throws AwsError `ValidationError` that names all of them
 */
export function refuseMissing({ graph, template }: Target): void {
  const problems = [...graph.keys()].flatMap((logicalId) => {
    const { Type, Properties = {} } = template.resources[logicalId];
    const type = findResourceType(Type);
    if (type === undefined) return [`resource type ${Type} (${logicalId}). Supported: ${SUPPORTED_TYPES}`];
    if (type.hasOwnProperties) return [];
    const missing = Object.entries(Properties)
      .filter(([name, value]) => !Object.hasOwn(type.properties, name) && !mayBeNothing(value))
      .map(([name]) => name);
    const supported = Object.keys(type.properties).join(', ');
    return missing.length > 0
      ? [`${missing.join(', ')} of ${logicalId} (${Type}). Supported: ${supported}`]
      : [];
  });
  if (problems.length > 0) throw validationError(`The embedded AWS does not support ${problems.join('; ')}.`);
}

/** Whether a value may become `AWS::NoValue`, which leaves the property out. */
const mayBeNothing = (value: unknown): boolean => isRecord(value) && ('Fn::If' in value || 'Ref' in value);
