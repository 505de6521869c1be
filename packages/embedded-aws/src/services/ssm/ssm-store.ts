import { AwsError } from '../../aws-error';
import { BOOTSTRAP_QUALIFIER, BOOTSTRAP_VERSION, bootstrapParameter } from '../../bootstrap';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import type { Tag } from '../../tags';

/** A parameter in one of its versions. */
export interface Parameter {
  readonly Name: string;
  readonly Type: 'String' | 'StringList';
  readonly Value: string;
  readonly Version: number;
  /** Unix seconds. */
  readonly LastModifiedDate: number;
  readonly LastModifiedUser: string;
  readonly ARN: string;
  readonly DataType: 'text';
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly tags: readonly Tag[];
}

/** Input of {@link SsmStore.put}; the rest is derived. */
export type NewParameter = Pick<
  Parameter,
  'Name' | 'Type' | 'Value' | 'Description' | 'AllowedPattern' | 'LastModifiedUser' | 'tags'
>;

/** Explains why a public parameter of AWS is missing; undefined for any other name. */
export const publicParameterProblem = (name: string): string | undefined =>
  name.startsWith('/aws/service/')
    ? `The embedded AWS does not have AWS's public parameters, such as ${name}. Create a parameter of your own, and use its name.`
    : undefined;

/** Versions that Parameter Store keeps of a parameter; older ones are deleted. */
const MAX_VERSIONS = 100;

/** The parameters of a region. */
export class SsmStore {
  private readonly parameters = new Map<string, Parameter>();
  /** Values of the latest versions by name, the oldest first. */
  private readonly versions = new Map<string, Parameter[]>();

  constructor(readonly platform: Platform) {
    this.put({
      Name: bootstrapParameter(BOOTSTRAP_QUALIFIER),
      Type: 'String',
      Value: BOOTSTRAP_VERSION,
      LastModifiedUser: `arn:aws:iam::${platform.accountId}:root`,
      tags: [],
    });
  }

  /** Sorted by name. */
  list(): Parameter[] {
    return [...this.parameters.values()].sort(byKey(({ Name }) => Name));
  }

  /** @param nameOrArn - without a version */
  find(nameOrArn: string): Parameter | undefined {
    return this.parameters.get(this.nameOf(nameOrArn));
  }

  /** @throws AwsError `ParameterNotFound` */
  mustFind(nameOrArn: string): Parameter {
    const parameter = this.find(nameOrArn);
    if (!parameter) throw this.notFound(nameOrArn);
    return parameter;
  }

  /** The error for a name or ARN without a parameter. */
  notFound(name: string): AwsError {
    return new AwsError(
      'ParameterNotFound',
      publicParameterProblem(name) ?? `Parameter ${name} not found in ${this.platform.region}.`,
    );
  }

  version({ Name }: Parameter, version: string): Parameter | undefined {
    return this.versions.get(Name)?.find(({ Version }) => String(Version) === version);
  }

  /** The parameter of a tag operation. @throws AwsError `InvalidResourceId` */
  mustFindTagged(nameOrArn: string): Parameter {
    const parameter = this.find(nameOrArn);
    if (!parameter)
      throw new AwsError(
        'InvalidResourceId',
        'The resource ID is not valid. Verify that you entered the correct ID and try again.',
      );
    return parameter;
  }

  put(parameter: NewParameter): Parameter {
    const { accountId, region, clock, changes } = this.platform;
    const stored: Parameter = {
      ...parameter,
      Version: (this.parameters.get(parameter.Name)?.Version ?? 0) + 1,
      LastModifiedDate: clock.now() / 1_000,
      ARN: `arn:aws:ssm:${region}:${accountId}:parameter/${parameter.Name.replace(/^\//, '')}`,
      DataType: 'text',
    };
    this.parameters.set(stored.Name, stored);
    const versions = [...(this.versions.get(stored.Name) ?? []), stored];
    this.versions.set(stored.Name, versions.slice(-MAX_VERSIONS));
    changes.notify();
    return stored;
  }

  setTags(parameter: Parameter, tags: readonly Tag[]): void {
    this.parameters.set(parameter.Name, { ...parameter, tags });
  }

  /** By its name alone, as AWS does. @returns whether it existed */
  delete(name: string): boolean {
    this.versions.delete(name);
    return this.parameters.delete(name);
  }

  /** In an ARN the name follows `:parameter`, with a slash added if it starts with none. */
  private nameOf(nameOrArn: string): string {
    const { region, accountId } = this.platform;
    const own = `arn:aws:ssm:${region}:${accountId}:parameter`;
    // An ARN of another region or account never matches a name.
    if (!nameOrArn.startsWith(`${own}/`)) return nameOrArn;
    const name = nameOrArn.slice(own.length);
    return this.parameters.has(name) ? name : name.slice(1);
  }
}
