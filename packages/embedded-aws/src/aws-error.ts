/** An error that a client of the embedded AWS sees; the service's protocol writes the document for it. */
export class AwsError extends Error {
  constructor(
    /** As the service names it: `ResourceNotFoundException`, `NoSuchBucket`, … */
    readonly code: string,
    message: string,
    readonly status = 400,
    /** What the error's document says beside its message: services of the REST protocol with JSON have such. */
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}
