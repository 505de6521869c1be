/** What is wrong with an archive as a whole. Caught where the archive has a name, to say it. */
export class ArchiveError extends Error {
  /** @param message - says `the archive` of it */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Shown as any other error: users see the message alone.
    this.name = 'Error';
  }

  /** The same about an archive with a name. */
  of(archive: string): Error {
    return new Error(
      this.message.replace('the archive', () => `the archive ${archive}`),
      { cause: this },
    );
  }
}
