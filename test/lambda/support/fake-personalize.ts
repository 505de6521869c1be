import type { PersonalizeApi } from '../../../lambda/shop/resources/personalize-api';
import type { Clock } from './clock';

/** How long a creation takes and how it ends. */
export interface Behaviour {
  createMinutes: number;
  deleteMinutes: number;
  /** Ends the creation in CREATE FAILED. */
  failureReason?: string;
}

interface Input {
  readonly [key: string]: unknown;
  readonly name?: string;
  readonly jobName?: string;
  readonly tags?: unknown[];
}

interface Resource extends Behaviour {
  readonly arn: string;
  readonly input: Input;
  tags: unknown[];
  createdAt: number;
  deletedAt?: number;
  /** Set manually to override the status derived from the clock. */
  status?: string;
  /** The latest update of a recommender or dataset; it takes as long, and ends, as a creation does. */
  update?: Behaviour & { readonly change: Input; readonly at: number };
}

export function serviceError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const kindOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** An in-memory Personalize with the calls that handlers make, driven by the clock. */
export class FakePersonalize {
  readonly resources = new Map<string, Resource>();
  /** ARNs of deleted parents: InvalidInputException is the only error that list operations declare for that. */
  readonly gone = new Set<unknown>();
  /** Operations in call order, and their inputs. */
  readonly calls: string[] = [];
  readonly inputs: Input[] = [];
  /** Called with each operation before its answer, or after it; an error that it throws is what the client gets. */
  before: (operation: string) => void = () => undefined;
  after: (operation: string) => void = () => undefined;
  /** For resources created from now on. */
  readonly behaviour: Behaviour = { createMinutes: 1, deleteMinutes: 1 };
  /** Minutes of stale reads for a new resource: its description, its tags, its metrics, or finding the resource by its tags. */
  readonly unseen = { description: 0, tags: 0, metrics: 0, tagged: 0 };
  private readonly faults: { readonly operation: string; readonly error: Error }[] = [];

  constructor(private readonly clock: Clock) {}

  private readonly send = (async (command: { constructor: { name: string }; input: Input }) => {
    const operation = command.constructor.name.replace(/Command$/, '');
    this.calls.push(operation);
    this.inputs.push(command.input);
    this.before(operation);
    const fault = this.faults.findIndex((next) => next.operation === operation);
    if (fault >= 0) throw this.faults.splice(fault, 1)[0].error;
    const answer = this.answer(operation, command.input);
    this.after(operation);
    return answer;
  }) as PersonalizeApi['send'];

  readonly client: PersonalizeApi = { send: this.send };

  reset(): void {
    this.resources.clear();
    this.gone.clear();
    for (const list of [this.calls, this.inputs, this.faults]) list.length = 0;
    this.before = this.after = () => undefined;
    this.client.send = this.send;
    Object.assign(this.behaviour, { createMinutes: 1, deleteMinutes: 1, failureReason: undefined });
    Object.assign(this.unseen, { description: 0, tags: 0, metrics: 0, tagged: 0 });
  }

  failNext(operation: string, error: Error, times = 1): void {
    for (let i = 0; i < times; i++) this.faults.push({ operation, error });
  }

  inputsOf(operation: string): Input[] {
    return this.inputs.filter((_, at) => this.calls[at] === operation);
  }

  add(kind: string, name: string, input: Input = {}): Resource {
    const arn = `arn:aws:personalize:eu-west-1:111122223333:${kind}/${name}`;
    const resource = { ...this.behaviour, arn, input, tags: input.tags ?? [], createdAt: this.clock.minutes };
    this.resources.set(arn, resource);
    return resource;
  }

  /** Status by the clock; `undefined` once deleted. */
  statusOf(arn: string): string | undefined {
    const resource = this.resources.get(arn);
    if (!resource || resource.status) return resource?.status;
    const { clock } = this;
    if (resource.deletedAt !== undefined) {
      return clock.minutes < resource.deletedAt + resource.deleteMinutes ? 'DELETE IN_PROGRESS' : undefined;
    }
    if (clock.minutes < resource.createdAt + resource.createMinutes) return 'CREATE IN_PROGRESS';
    return resource.failureReason === undefined ? 'ACTIVE' : 'CREATE FAILED';
  }

  private answer(operation: string, input: Input): unknown {
    if (/^(Tag|Untag)Resource$/.test(operation)) return this.changeTags(input);
    if (/^(Start|Stop)Recommender$/.test(operation)) return this.startOrStop(operation, input);
    if (operation === 'StopSolutionVersionCreation') return this.stopTraining(input);
    const [, verb, noun] = /^(Create|Describe|Update|Delete|List)(\w+)$/.exec(operation) ?? [];
    const key = `${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
    const kind = kindOf(key);
    switch (verb) {
      case 'Create':
        return { [`${key}Arn`]: this.create(kind, input).arn };
      case 'Describe':
        return { [key]: this.describe(String(input[`${key}Arn`])) };
      case 'Update':
        return this.update(String(input[`${key}Arn`]), input);
      case 'Delete':
        return this.delete(String(input[`${key}Arn`]));
      default:
        return noun === 'TagsForResource'
          ? { tags: this.tagsOf(String(input.resourceArn)) }
          : this.list(noun, input);
    }
  }

  private tagsOf(arn: string): unknown[] {
    const { createdAt, tags } = this.mustGet(arn, this.unseen.tagged);
    return this.clock.minutes < createdAt + this.unseen.tags ? [] : tags;
  }

  private changeTags({ resourceArn, tags = [], tagKeys = [] }: Input): object {
    const resource = this.mustGet(String(resourceArn));
    const changed = [...tags.map((tag) => (tag as { tagKey: string }).tagKey), ...(tagKeys as string[])];
    const kept = resource.tags.filter((tag) => !changed.includes((tag as { tagKey: string }).tagKey));
    resource.tags = [...kept, ...tags];
    return {};
  }

  private startOrStop(operation: string, { recommenderArn }: Input): object {
    this.mustGet(String(recommenderArn)).status = operation === 'StopRecommender' ? 'INACTIVE' : undefined;
    return { recommenderArn };
  }

  private stopTraining({ solutionVersionArn }: Input): object {
    const version = this.mustGet(String(solutionVersionArn));
    if (this.statusOf(version.arn) !== 'CREATE IN_PROGRESS')
      throw serviceError('InvalidInputException', `${version.arn} cannot be stopped.`);
    version.status = 'CREATE STOPPED';
    return {};
  }

  private create(kind: string, input: Input): Resource {
    if (kind === 'solution-version') return this.createVersion(input);
    const group = String(input.datasetGroupArn).replace(/^.*\//, '');
    const names: Record<string, string> = {
      'event-tracker': '0a1b2c3d',
      dataset: `${group}/${String(input.datasetType)}`,
    };
    const name = names[kind] ?? input.name ?? input.jobName ?? '';
    const arn = `arn:aws:personalize:eu-west-1:111122223333:${kind}/${name}`;
    if (this.statusOf(arn) !== undefined)
      throw serviceError('ResourceAlreadyExistsException', `Another resource with Arn ${arn} exists.`);
    return this.add(kind, name, input);
  }

  private createVersion(input: Input): Resource {
    const { arn: solutionArn } = this.mustGet(String(input.solutionArn));
    const name = `${solutionArn.split('/')[1]}/${input.name ?? ''}`;
    if (this.resources.has(`${solutionArn}/${input.name ?? ''}`))
      throw serviceError('ResourceAlreadyExistsException', `${name} already exists.`);
    return this.add('solution', name, input);
  }

  private describe(arn: string): object {
    const resource = this.mustGet(arn, this.unseen.description);
    const { input, failureReason, update, createdAt, createMinutes } = resource;
    const status = this.statusOf(arn);
    return {
      ...input,
      creationDateTime: new Date(createdAt * 60_000),
      lastUpdatedDateTime: new Date(Math.min(createdAt + createMinutes, this.clock.minutes) * 60_000),
      ...(update && this.updated(arn, update)),
      status,
      ...(status === 'CREATE FAILED' && { failureReason }),
    };
  }

  private updated(
    arn: string,
    { change, at, createMinutes, failureReason }: NonNullable<Resource['update']>,
  ): object {
    const [, kind = ''] = /:(dataset|recommender|solution|campaign)\//.exec(arn) ?? [];
    const latest = `latest${kind.charAt(0).toUpperCase()}${kind.slice(1)}Update`;
    const isOver = this.clock.minutes >= at + createMinutes;
    const end = failureReason === undefined ? 'ACTIVE' : 'CREATE FAILED';
    const status = isOver ? end : 'CREATE IN_PROGRESS';
    return {
      [latest]: {
        ...change,
        status,
        creationDateTime: new Date(at * 60_000),
        failureReason: isOver && failureReason,
      },
      ...(status === 'ACTIVE' && change),
    };
  }

  private update(arn: string, input: Input): object {
    const { recommenderConfig, schemaArn } = input;
    const resource = this.mustGet(arn);
    if (this.statusOf(arn) !== 'ACTIVE') throw serviceError('ResourceInUseException', `${arn} is in use`);
    resource.update = {
      ...this.behaviour,
      change: /:(solution|campaign)\//.test(arn) ? input : schemaArn ? { schemaArn } : { recommenderConfig },
      at: this.clock.minutes,
    };
    return {};
  }

  private delete(arn: string): object {
    const resource = this.mustGet(arn);
    const versions = [...this.resources.keys()].filter((other) => other.startsWith(`${arn}/`));
    if ([arn, ...versions].some((one) => /PENDING|IN_PROGRESS/.test(this.statusOf(one) ?? ''))) {
      throw serviceError('ResourceInUseException', `${arn} is in use`);
    }
    // Schemas alone have no status: they are gone at once.
    if (arn.includes(':schema/')) this.resources.delete(arn);
    resource.status = undefined;
    resource.deletedAt = this.clock.minutes;
    return {};
  }

  private list(
    noun: string,
    { datasetArn, datasetGroupArn, solutionArn, metricAttributionArn }: Input,
  ): object {
    if (noun === 'MetricAttributionMetrics') {
      const { input, createdAt } = this.mustGet(String(metricAttributionArn));
      return { metrics: this.clock.minutes < createdAt + this.unseen.metrics ? [] : input.metrics };
    }
    if (noun === 'SolutionVersions') {
      this.mustGet(String(solutionArn));
      const versions = [...this.resources.keys()].filter((arn) => arn.startsWith(`${String(solutionArn)}/`));
      return {
        solutionVersions: versions.map((arn) => ({ ...this.describe(arn), solutionVersionArn: arn })),
      };
    }
    const one = noun.charAt(0).toLowerCase() + noun.slice(1, -1);
    const kind = kindOf(one);
    const key = noun === 'Filters' ? noun : `${one}s`;
    const nameKey = noun.endsWith('Jobs') ? 'jobName' : 'name';
    for (const parent of [datasetArn, datasetGroupArn])
      if (this.gone.has(parent))
        throw serviceError('InvalidInputException', `${String(parent)} does not exist.`);
    const found = [...this.resources.values()].filter(
      ({ arn, input }) =>
        arn.includes(`:${kind}/`) &&
        this.statusOf(arn) !== undefined &&
        (input.datasetArn === datasetArn || datasetArn === undefined) &&
        (input.datasetGroupArn === datasetGroupArn || datasetGroupArn === undefined),
    );
    const itemOf = ({ arn }: Resource): object => ({
      ...{ [`${one}Arn`]: arn, [nameKey]: arn.split('/')[1] },
      ...this.describe(arn),
    });
    return { [key]: found.map(itemOf) };
  }

  private mustGet(arn: string, unseenMinutes = 0): Resource {
    const resource = this.resources.get(arn);
    const isUnseen = resource && this.clock.minutes < resource.createdAt + unseenMinutes;
    if (!resource || isUnseen || this.statusOf(arn) === undefined) {
      throw serviceError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`);
    }
    return resource;
  }
}
