import { passRole, type Need, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { PersonalizeStore } from './personalize-store';

/** An operation of Personalize. */
export const personalizeAction = actionOf<PersonalizeStore>();

interface Tagged {
  readonly tags?: readonly { readonly tagKey: string; readonly tagValue: string }[];
}

/**
 * Permissions to create a resource, and to tag it if it comes with tags.
 *
 * @param resources - ARNs it is made from
 * @param created - ARN it will have
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpersonalize.html
 */
export const creation = (
  action: string,
  resources: readonly string[],
  created: string,
  { tags = [] }: Tagged,
): Need[] => [
  { action, resources: [...resources, created], context: tagContext(tags) },
  ...(tags.length > 0
    ? [{ action: 'personalize:TagResource', resources: [created], context: tagContext(tags) }]
    : []),
];

const tagContext = (tags: NonNullable<Tagged['tags']>): Need['context'] => ({
  ...Object.fromEntries(tags.map(({ tagKey, tagValue }) => [`aws:RequestTag/${tagKey}`, tagValue])),
  ...(tags.length > 0 && { 'aws:TagKeys': tags.map(({ tagKey }) => tagKey) }),
});

/** ARN of the solution of `SOLUTION-ARN/VERSION`, which permissions name: they know no versions. */
export const solutionOf = (solutionVersionArn: string): string => solutionVersionArn.split('/', 2).join('/');

/** Permission on the solution of an input's `solutionVersionArn`. */
export const onSolution =
  (action: string): Permission<{ readonly solutionVersionArn: string }> =>
  ({ solutionVersionArn }) => [{ action, resources: [solutionOf(solutionVersionArn)] }];

/** Permission to pass Personalize a role. */
export const passToPersonalize = (roleArn: string | undefined): readonly Need[] =>
  passRole(roleArn, 'personalize.amazonaws.com');
