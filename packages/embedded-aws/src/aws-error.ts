/** An error visible to clients of the embedded AWS; each protocol renders it. */
export class AwsError extends Error {
  constructor(
    /** AWS's error code: `ResourceNotFoundException`, `NoSuchBucket`, … */
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Further members of the error document, as REST-JSON services have them. */
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}
