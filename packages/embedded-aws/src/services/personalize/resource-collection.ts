import { AwsError } from '../../aws-error';
import { invalidInput } from './errors';
import type { Resource } from './resource';

/** The resources of one kind, by ARN. */
export class ResourceCollection<R extends Resource> {
  private readonly byArn = new Map<string, R>();

  /** @throws AwsError `ResourceAlreadyExistsException` */
  add(resource: R): R {
    this.requireFree(resource.arn);
    this.byArn.set(resource.arn, resource);
    return resource;
  }

  /** For those who have more to check before they add. @throws AwsError `ResourceAlreadyExistsException` */
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
   * For lists of what is in a resource, whose model knows no other error for one that does not exist.
   *
   * @throws AwsError `InvalidInputException`
   */
  requireListable(arn: string | undefined): void {
    if (arn !== undefined && !this.byArn.has(arn)) throw invalidInput(`Resource Arn ${arn} does not exist.`);
  }

  remove(arn: string): void {
    this.byArn.delete(arn);
  }

  /** Those for which all of `wanted`'s members are equal; a member that is undefined is not asked for. */
  list(wanted: Partial<R> = {}): R[] {
    const members = Object.entries(wanted).filter(([, value]) => value !== undefined);
    return [...this.byArn.values()].filter((resource) =>
      members.every(([member, value]) => resource[member as keyof R] === value),
    );
  }
}

/** The error of a name that is taken. */
export const alreadyExists = (arn: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `Another resource with Arn ${arn} already exists.`);
