import { AwsError } from '../../aws-error';
import { BOOTSTRAP_PARAMETER, BOOTSTRAP_VERSION } from '../../bootstrap';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import type { Tag } from '../../tags';

/** A parameter in its latest version; older ones are not kept. */
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

/** Parameters of a region. */
export class SsmStore {
  private readonly parameters = new Map<string, Parameter>();

  constructor(readonly platform: Platform) {
    this.put({
      Name: BOOTSTRAP_PARAMETER,
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
    if (!parameter)
      throw new AwsError('ParameterNotFound', `Parameter ${nameOrArn} not found in ${this.platform.region}.`);
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
    changes.notify();
    return stored;
  }

  setTags(parameter: Parameter, tags: readonly Tag[]): void {
    this.parameters.set(parameter.Name, { ...parameter, tags });
  }

  /** @returns whether it existed */
  delete(nameOrArn: string): boolean {
    return this.parameters.delete(this.nameOf(nameOrArn));
  }

  /** In an ARN the name follows `:parameter`, with a slash added if it starts with none. */
  private nameOf(nameOrArn: string): string {
    const [, name] = /^arn:aws:ssm:[^:]*:[^:]*:parameter(\/.*)$/.exec(nameOrArn) ?? [];
    if (name === undefined) return nameOrArn;
    return this.parameters.has(name) ? name : name.slice(1);
  }
}
