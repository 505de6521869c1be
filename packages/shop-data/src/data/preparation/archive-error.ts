import { visible } from '@ecommerce-recommenders/csv/visible';

/** An error in an archive as a whole. Caught where the archive's name is known, to add it. */
export class ArchiveError extends Error {
  /** @param message - calls it `the archive` */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Printed like any other error: users see the message alone.
    this.name = 'Error';
  }

  /** The same error with the archive's name. @param what - what to call it, if it is no archive */
  of(name: string, what = 'archive'): Error {
    return new Error(
      this.message.replace('the archive', () => `the ${what} ${visible(name)}`),
      { cause: this },
    );
  }
}
