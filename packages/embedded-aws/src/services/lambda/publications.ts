import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-error';
import { defaultConfiguration, type Configuration } from './configure';
import type { LambdaFunction, PolicyStatement } from './lambda-function';

/** A name for one version of a function; immutable, updates create a new one. */
export interface Alias {
  readonly name: string;
  readonly arn: string;
  readonly version: string;
  readonly description: string;
  readonly policy: readonly PolicyStatement[];
  readonly revisionId: string;
}

/** Published versions and aliases of one function. */
export class Publications {
  readonly versions = new Map<string, LambdaFunction>();
  readonly aliases = new Map<string, Alias>();

  /** @param lastNumber - last version of a deleted function of this name: numbers are not reused */
  constructor(private lastNumber = 0) {}

  get last(): number {
    return this.lastNumber;
  }

  /** Publishes a version, unless code and configuration equal those of the newest one. */
  publish(
    fn: LambdaFunction,
    { revisionId, description }: Pick<LambdaFunction, 'revisionId'> & { readonly description?: string },
  ): LambdaFunction {
    const newest = [...this.versions.values()].at(-1);
    if (newest && isDeepStrictEqual(publishedOf(newest), publishedOf(fn))) return newest;
    this.lastNumber += 1;
    const version = String(this.lastNumber);
    const published = {
      ...fn,
      version,
      arn: `${fn.arn}:${version}`,
      description: description ?? fn.description,
      policy: [],
      revisionId,
    };
    this.versions.set(version, published);
    return published;
  }

  /** @throws AwsError `ResourceConflictException` while an alias names it */
  removeVersion(version: string): void {
    const names = [...this.aliases.values()].filter((alias) => alias.version === version);
    if (names.length > 0)
      throw new AwsError(
        'ResourceConflictException',
        `Version ${version} cannot be deleted: the aliases ${names.map(({ name }) => name).join(', ')} name it.`,
        409,
      );
    this.versions.delete(version);
  }
}

/** A version's snapshot of a function; the description may differ. */
function publishedOf(fn: LambdaFunction): object {
  const members = Object.keys(defaultConfiguration(fn.name)) as (keyof Configuration)[];
  const names = members.filter((name) => name !== 'description');
  return [fn.code.sha256, fn.architectures, ...names.map((name) => fn[name])];
}
