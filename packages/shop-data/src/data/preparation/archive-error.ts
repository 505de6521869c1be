import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** An error in an archive as a whole, called `the archive`. Caught where the archive's name is known, to add it. */
export class ArchiveError extends DataError {
  /** The same error with the archive's name. @param what - what to call it, if it is no archive */
  of(name: string, what = 'archive'): DataError {
    return new DataError(
      this.message.replace('the archive', () => `the ${what} ${visible(name)}`),
      { cause: this },
    );
  }
}
