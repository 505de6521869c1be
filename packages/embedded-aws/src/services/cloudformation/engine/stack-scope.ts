import { ResourceError } from '../resources/resource-type';
import type { Scope } from '../template/scope';
import type { Target } from '../template/target';
import { findResourceType } from '../resources/resource-types';
import type { Stack, StackResource } from './stack';

/** Exports of all stacks in the region. */
export interface ExportLookup {
  /** @throws AwsError `ValidationError` for an unknown export */
  valueOf(name: string): string;
  /** Stacks that export a name: one or none. */
  ownersOf(name: string): string[];
  /** Stacks that use an export. */
  usersOf(name: string): string[];
}

/**
 * Values for Fn::GetAtt: attributes and, for some types, properties.
 *
 * @see https://github.com/aws-cloudformation/cfn-lint/blob/main/src/cfnlint/schema/_getatts.py
 */
export const attributesOf = ({ type, attributes, properties }: StackResource): Record<string, unknown> => ({
  ...(findResourceType(type)?.hasReadableProperties && properties),
  ...attributes,
});

/** Resolves references to a stack's resources in their current state. */
export function stackScope(
  stack: Stack,
  target: Target | undefined,
  importValue: (name: string) => string,
): Scope {
  return {
    pseudo: target?.pseudo ?? {},
    parameters: target?.parameters.resolved ?? {},
    mappings: target?.template.mappings ?? {},
    isExtended: target?.template.isExtended ?? false,
    condition: (name) => target?.condition(name) ?? false,
    physicalId: (logicalId) => stack.resources.get(logicalId)?.physicalId,
    attribute: (logicalId, name) => {
      const resource = stack.resources.get(logicalId);
      const attributes = resource ? attributesOf(resource) : {};
      if (Object.hasOwn(attributes, name)) return attributes[name];
      throw new ResourceError(
        resource && /^Custom::|::CustomResource$/.test(resource.type)
          ? `CustomResource attribute error: Vendor response doesn't contain ${name} attribute in object ${resource.physicalId}`
          : `Template error: resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt. ` +
              `The embedded AWS has: ${Object.keys(attributes).join(', ')}.`,
      );
    },
    importValue,
    withDynamicReferences: (text) => target?.references.replaceIn(text) ?? text,
  };
}
