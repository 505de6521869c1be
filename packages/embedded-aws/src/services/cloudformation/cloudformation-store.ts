import { AwsError } from '../../aws-error';
import type { Platform } from '../../platform';
import { BOOTSTRAP_STACK, bootstrapStack } from './bootstrap-stack';
import type { EngineParts } from './engine/operation';
import { Stack, STACK_TYPE, type ChangeSet } from './engine/stack';
import type { ExportLookup } from './engine/stack-scope';
import { CustomResourceResponses } from './resources/custom-resource-responses';
import { validationError } from './template/template-error';

/** A change set and its stack. */
export interface FoundChangeSet {
  readonly stack: Stack;
  readonly changeSet: ChangeSet;
}

/** Stacks of a region. */
export class CloudFormationStore {
  readonly responses = new CustomResourceResponses();
  readonly parts: EngineParts;
  private readonly closing = new AbortController();
  /** By id, including deleted ones, whose ids stay resolvable. */
  private readonly stacks = new Map<string, Stack>();

  constructor(readonly platform: Platform) {
    const { responses, closing } = this;
    this.parts = { platform, responses, exports: this.exports(), closing: closing.signal };
    this.add(bootstrapStack(platform, this.arn('stack', BOOTSTRAP_STACK)));
  }

  /** Newest first, including deleted ones. */
  list(): Stack[] {
    return [...this.stacks.values()].reverse();
  }

  /** A new, empty stack. */
  create(name: string, id: string): Stack {
    return this.add(new Stack(id, name, this.platform));
  }

  /** An existing stack by name or id, or a deleted one by id. */
  find(nameOrId: string): Stack | undefined {
    return (
      this.stacks.get(nameOrId) ??
      [...this.stacks.values()].find(({ name, exists }) => exists && name === nameOrId)
    );
  }

  /** @throws AwsError `ValidationError`, in the words the CDK CLI looks for */
  mustFind(nameOrId: string): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw validationError(`Stack with id ${nameOrId} does not exist`);
    return stack;
  }

  /**
   * Finds a pending change set by name or id, and an executed one by id.
   *
   * @param nameOrId - a name requires the stack's as well
   * @throws AwsError `ValidationError` for an unknown stack
   */
  findChangeSet(nameOrId: string, stackNameOrId?: string): FoundChangeSet | undefined {
    const isId = nameOrId.startsWith('arn:');
    if (!isId && stackNameOrId === undefined)
      throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
    for (const stack of isId ? this.list() : [this.ownerOfChangeSets(stackNameOrId!)]) {
      const known = [...stack.changeSets.values(), ...stack.executedChangeSets];
      const changeSet = isId ? known.find(({ id }) => id === nameOrId) : stack.changeSets.get(nameOrId);
      if (changeSet) return { stack, changeSet };
    }
    return undefined;
  }

  /** @throws AwsError `ChangeSetNotFound` */
  mustFindChangeSet(nameOrId: string, stackNameOrId?: string): FoundChangeSet {
    const found = this.findChangeSet(nameOrId, stackNameOrId);
    if (!found) throw new AwsError('ChangeSetNotFound', `ChangeSet [${nameOrId}] does not exist`, 404);
    return found;
  }

  private ownerOfChangeSets(nameOrId: string): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw validationError(`Stack [${nameOrId}] does not exist`);
    return stack;
  }

  /** The stacks that contain a nested stack, from the outermost to its parent; none for a root. */
  ancestorsOf({ id }: Stack): readonly Stack[] {
    const parent = this.list().find(
      ({ exists, resources, superseded }) =>
        exists &&
        [...resources.values(), ...superseded].some(
          ({ type, physicalId }) => type === STACK_TYPE && physicalId === id,
        ),
    );
    return parent ? [...this.ancestorsOf(parent), parent] : [];
  }

  /** A new ARN. */
  arn(kind: 'stack' | 'changeSet', name: string): string {
    const { region, accountId } = this.platform;
    return `arn:aws:cloudformation:${region}:${accountId}:${kind}/${name}/${this.platform.newId()}`;
  }

  /** Stops all operations where they are, without rollback. */
  async close(): Promise<void> {
    this.closing.abort();
    const running = this.list().flatMap((stack) => stack.running ?? []);
    for (const { cancel } of running) cancel();
    await Promise.all(running.map(({ done }) => done));
  }

  private add(stack: Stack): Stack {
    this.stacks.set(stack.id, stack);
    return stack;
  }

  private exports(): ExportLookup {
    const existing = (): Stack[] => this.list().filter(({ exists }) => exists);
    return {
      valueOf: (name) => {
        const output = existing()
          .flatMap(({ outputs }) => outputs)
          .find(({ exportName }) => exportName === name);
        if (!output) throw validationError(`No export named ${name} found`);
        return output.value;
      },
      ownersOf: (name) =>
        existing()
          .filter(({ outputs }) => outputs.some(({ exportName }) => exportName === name))
          .map((stack) => stack.name),
      usersOf: (name) =>
        existing()
          .filter(({ imports }) => imports.has(name))
          .map((stack) => stack.name),
    };
  }
}
