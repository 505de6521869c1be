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
