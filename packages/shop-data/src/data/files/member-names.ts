import { posix } from 'node:path';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { ArchiveError } from '../preparation/archive-error';

/** Names of an archive's members. Duplicates are rejected, because their rows would count twice. */
export class MemberNames {
  private readonly seen = new Set<string>();

  /** @throws ArchiveError if the name was added already */
  add(path: string): void {
    const name = posix.normalize(path);
    if (this.seen.has(name))
      throw new ArchiveError(`the archive has ${excerpt(path, 100)} twice; it must have each file once`);
    this.seen.add(name);
  }
}
