/**
 * An error in a shop's data. Its message says where the problem is and what to do. It is caught where users are told
 * about it; any other error while data is read is a bug of this project.
 */
export class DataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // It prints like any other error, so that users see only the message.
    this.name = 'Error';
  }
}
