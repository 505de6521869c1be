/** A failure of a resource in words that CloudFormation shows as they are. */
export class ResourceError extends Error {}
