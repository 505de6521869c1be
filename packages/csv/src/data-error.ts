/**
 * An error in a shop's data, whose message says where it is and what to do. Caught where the user is told about it: any other
 * error while data is read is a bug of this project, not bad data.
 */
export class DataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Prints like any other error: users see only the message.
    this.name = 'Error';
  }
}
