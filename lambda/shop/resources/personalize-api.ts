import type { PersonalizeClient } from '@aws-sdk/client-personalize';

/** The part of the Personalize client that the handlers use. */
export type PersonalizeApi = Pick<PersonalizeClient, 'send'>;

/** Whether a resource is in transition and can be neither used nor deleted. */
export function isInTransition(status: string): boolean {
  // The guide writes "STOP IN PROGRESS" where the API reference has an underscore.
  return /PENDING|IN[_ ]PROGRESS/.test(status);
}

/** Whether a resource is being deleted. */
export function isBeingDeleted(status: string): boolean {
  return status.startsWith('DELETE');
}

/** Status of a failed creation. The resource keeps its name until it is deleted. */
export const CREATE_FAILED = 'CREATE FAILED';

/** The response of a Describe or Delete; `undefined` if the resource does not exist. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/**
 * The response of a List; `undefined` if the parent does not exist. Personalize reports that as InvalidInputException,
 * which may mean anything, so the parent is described then.
 */
export async function unlessParentGone<Answer>(
  list: Promise<Answer>,
  describeParent: () => Promise<unknown>,
): Promise<Answer | undefined> {
  try {
    return await unlessGone(list);
  } catch (error) {
    const isRefused = error instanceof Error && error.name === 'InvalidInputException';
    if (!isRefused || (await unlessGone(describeParent())) !== undefined) throw error;
    return undefined;
  }
}
