import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { visible } from '@ecommerce-recommenders/csv/visible';

/**
 * An error about an archive as a whole, which its message calls `the archive`. Code that knows the archive's name
 * catches it, to add the name.
 */
export class ArchiveError extends DataError {
  /** Returns the error with the archive's name. @param what - noun to use if it is not an archive */
  of(name: string, what = 'archive'): DataError {
    return new DataError(
      this.message.replace('the archive', () => `the ${what} ${visible(name)}`),
      { cause: this },
    );
  }
}
