import { DependencyGroup, type IConstruct } from 'constructs';

/** How a turn is special. */
export interface TurnOptions {
  /** Whether the last construct trains for long, so that nothing else waits for it. @default false */
  readonly isLong?: boolean;
  /** Whether a deployment waits for its training: another shop does not. @default - whether it is long */
  readonly isTraining?: boolean;
}

/**
 * Limits concurrency: a custom resource that starts or polls takes two functions at once, the framework's waiting for ours,
 * and a new account may run ten. With more than three resources in progress they would throttle each other. So recommenders
 * are created one after another, which is short because their training continues in the background, and everything else in
 * two chains beside them, in the order in which it takes its turn. The next shop of the stack comes after all of them that do
 * not train, and the waits for the training of recommenders come after all shops.
 */
export class Turns {
  /** Dependency of everything that needs the data, which CloudFormation cannot see in the properties: the imports, complete. */
  readonly imported = new DependencyGroup();
  /** What comes before the next shop of the stack. */
  readonly before = new DependencyGroup();
  private readonly chains: { readonly links: IConstruct[]; isClosed: boolean }[] = [
    { links: [], isClosed: false },
    { links: [], isClosed: false },
  ];

  /** Appends constructs to the shorter chain: CloudFormation creates them one by one after those before, and deletes them first. */
  take(constructs: readonly IConstruct[], { isLong = false, isTraining = isLong }: TurnOptions = {}): void {
    if (!isTraining) this.before.add(...constructs);
    const [chain] = this.chains
      .filter((one) => !one.isClosed)
      .sort((one, other) => one.links.length - other.links.length);
    oneByOne([...chain.links.slice(-1), ...constructs]);
    chain.links.push(...constructs);
    chain.isClosed = isLong && this.chains.some((one) => one !== chain && !one.isClosed);
  }
}

/** Makes CloudFormation create constructs one after another, and delete them in reverse. */
export function oneByOne(constructs: readonly IConstruct[]): void {
  for (const [at, construct] of constructs.slice(1).entries()) construct.node.addDependency(constructs[at]);
}
