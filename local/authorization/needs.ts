import type { Permission } from './permission';

/** The permission for an action on the resource whose ARN is a member of the input, such as `schemaArn`. */
export const onMember =
  (action: string, member: string): Permission<unknown> =>
  (input: Readonly<Record<string, string>>) => [{ action, resources: [input[member]] }];

/** The permission for an action that knows no resource, as most lists. */
export const onAnything = (action: string): Permission<unknown> => {
  const needs = [{ action, resources: ['*'] }];
  return () => needs;
};

/** The permission for what anybody may do. */
export const nothing: Permission<unknown> = () => [];
