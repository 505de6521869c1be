import type { PersonalizeClient } from '@aws-sdk/client-personalize';

/** The part of the Personalize client that the handlers use. */
export type PersonalizeApi = Pick<PersonalizeClient, 'send'>;

/** Whether Personalize is at work on a resource, so that it can be neither used nor deleted. */
export function isInTransition(status: string): boolean {
  // The guide writes "STOP IN PROGRESS" where the API reference has an underscore.
  return /PENDING|IN[_ ]PROGRESS/.test(status);
}

/** Whether a resource is on its way out. */
export function isBeingDeleted(status: string): boolean {
  return status.startsWith('DELETE');
}

/** Status of a resource whose creation has ended badly. It still has its name, and must be deleted. */
export const CREATE_FAILED = 'CREATE FAILED';

/** The answer of a Describe or Delete; `undefined` where the resource does not exist. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/**
 * The answer of a List; `undefined` where what it lists the children of does not exist. Personalize's model has no error
 * for that but InvalidInputException, which may mean anything, so the parent itself is asked then.
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
