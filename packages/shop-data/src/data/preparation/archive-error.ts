import { visible } from '@ecommerce-recommenders/csv/visible';

/** An error in an archive as a whole. Caught where the archive's name is known, to add it. */
export class ArchiveError extends Error {
  /** @param message - says `the archive` of it */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Printed like any other error: users see the message alone.
    this.name = 'Error';
  }

  /** The same error with the archive's name; @param what - where the files come from another place */
  of(name: string, what = 'archive'): Error {
    return new Error(
      this.message.replace('the archive', () => `the ${what} ${visible(name)}`),
      { cause: this },
    );
  }
}
