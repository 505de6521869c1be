import { DependencyGroup, type IConstruct } from 'constructs';

/** Options of {@link CreationOrder.take}. */
export interface OrderOptions {
  /** Whether the last construct trains for long, so that nothing else should wait for it. @default false */
  readonly isLong?: boolean;
  /** Whether the deployment waits for its training. Other shops do not wait for it. @default - the value of isLong */
  readonly isTraining?: boolean;
}

/**
 * Limits how many custom resources are in progress. A resource that starts or polls uses two functions at once, the framework's
 * and ours, and a new account may run ten. More than three resources in progress would throttle each other.
 *
 * So the custom resources form three chains. Recommenders are created one after another; that is quick, because their training
 * continues in the background. Everything else joins one of two further chains, in order of creation. The next shop of the stack
 * waits for everything but training. The waits for the training of recommenders come after all shops.
 */
export class CreationOrder {
  /** All imports: a dependency for what needs the data, because CloudFormation cannot derive it from properties. */
  readonly imported = new DependencyGroup();
  /** Everything that the next shop of the stack waits for. */
  readonly before = new DependencyGroup();
  private readonly chains: { readonly links: IConstruct[]; isClosed: boolean }[] = [
    { links: [], isClosed: false },
    { links: [], isClosed: false },
  ];

  /** Appends constructs to the shorter chain. They are created one at a time, in order, and deleted in reverse. */
  take(constructs: readonly IConstruct[], { isLong = false, isTraining = isLong }: OrderOptions = {}): void {
    if (!isTraining) this.before.add(...constructs);
    const [chain] = this.chains
      .filter((one) => !one.isClosed)
      .sort((one, other) => one.links.length - other.links.length);
    oneByOne([...chain.links.slice(-1), ...constructs]);
    chain.links.push(...constructs);
    chain.isClosed = isLong && this.chains.some((one) => one !== chain && !one.isClosed);
  }
}

/** Makes CloudFormation create constructs one at a time, and delete them in reverse. */
export function oneByOne(constructs: readonly IConstruct[]): void {
  for (const [at, construct] of constructs.slice(1).entries()) construct.node.addDependency(constructs[at]);
}
