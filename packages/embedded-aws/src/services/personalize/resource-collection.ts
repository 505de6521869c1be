import { AwsError } from '../../aws-error';
import { invalidInput } from './errors';
import type { Resource } from './resource';

/** Resources of one kind, by ARN. */
export class ResourceCollection<R extends Resource> {
  private readonly byArn = new Map<string, R>();

  /** @throws AwsError `ResourceAlreadyExistsException` */
  add(resource: R): R {
    this.requireFree(resource.arn);
    this.byArn.set(resource.arn, resource);
    return resource;
  }

  /** For callers with further checks before {@link add}. @throws AwsError `ResourceAlreadyExistsException` */
  requireFree(arn: string): void {
    if (this.byArn.has(arn)) throw alreadyExists(arn);
  }

  get(arn: string): R | undefined {
    return this.byArn.get(arn);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  mustGet(arn: string): R {
    const resource = this.byArn.get(arn);
    if (!resource) throw new AwsError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`);
    return resource;
  }

  /**
   * For lists by parent, whose model declares no other error for a missing one.
   *
   * @throws AwsError `InvalidInputException`
   */
  requireListable(arn: string | undefined): void {
    if (arn !== undefined && !this.byArn.has(arn)) throw invalidInput(`Resource Arn ${arn} does not exist.`);
  }

  remove(arn: string): void {
    this.byArn.delete(arn);
  }

  /** Resources whose members equal all defined members of `wanted`. */
  list(wanted: Partial<R> = {}): R[] {
    const members = Object.entries(wanted).filter(([, value]) => value !== undefined);
    return [...this.byArn.values()].filter((resource) =>
      members.every(([member, value]) => resource[member as keyof R] === value),
    );
  }
}

/** Error for a name in use. */
export const alreadyExists = (arn: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `Another resource with Arn ${arn} already exists.`);
