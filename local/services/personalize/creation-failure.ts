/** Ends a creation in `CREATE FAILED`; the message is the failure reason that the resource shows. */
export class CreationFailure extends Error {}
