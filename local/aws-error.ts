/** An error that a client of the embedded AWS sees; the service's protocol writes the document for it. */
export class AwsError extends Error {
  constructor(
    /** As the service names it: `ResourceNotFoundException`, `NoSuchBucket`, … */
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = code;
  }
}
