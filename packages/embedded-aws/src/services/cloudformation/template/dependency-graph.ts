import { validationError } from './template-error';

/** Nodes, usually logical ids, with their dependencies, all of which are nodes too. */
export type DependencyGraph<Node = string> = ReadonlyMap<Node, ReadonlySet<Node>>;

/**
 * Rejects a graph with cycles.
 *
 * @throws AwsError `ValidationError` that lists the participants, in CloudFormation's words
 */
export function refuseCycles(graph: DependencyGraph): void {
  const rest = new Map([...graph].map(([name, dependencies]) => [name, new Set(dependencies)]));
  // Repeatedly removes nodes without incoming or outgoing edges; only cycles remain.
  let before;
  do {
    before = rest.size;
    for (const [name, dependencies] of rest) {
      for (const dependency of dependencies) if (!rest.has(dependency)) dependencies.delete(dependency);
      const isNeeded = [...rest.values()].some((others) => others.has(name));
      if (dependencies.size === 0 || !isNeeded) rest.delete(name);
    }
  } while (rest.size < before);
  if (rest.size > 0)
    throw validationError(`Circular dependency between resources: [${[...rest.keys()].join(', ')}]`);
}

/** Topological order: each node after its dependencies. */
export function inOrder<Node>(graph: DependencyGraph<Node>): Node[] {
  const ordered = new Set<Node>();
  const add = (node: Node): void => {
    if (ordered.has(node)) return;
    graph.get(node)!.forEach(add);
    ordered.add(node);
  };
  [...graph.keys()].forEach(add);
  return [...ordered];
}

/** The graph without back edges, hence acyclic. */
export function withoutCycles<Node>(graph: DependencyGraph<Node>): DependencyGraph<Node> {
  const straight = new Map([...graph].map(([node, dependencies]) => [node, new Set(dependencies)]));
  const open = new Set<Node>();
  const done = new Set<Node>();
  const visit = (node: Node): void => {
    open.add(node);
    for (const dependency of graph.get(node)!) {
      if (open.has(dependency)) straight.get(node)!.delete(dependency);
      else if (!done.has(dependency)) visit(dependency);
    }
    open.delete(node);
    done.add(node);
  };
  for (const node of graph.keys()) if (!done.has(node)) visit(node);
  return straight;
}

/** The graph with its edges reversed. */
export function reversed<Node>(graph: DependencyGraph<Node>): DependencyGraph<Node> {
  const turned = new Map([...graph.keys()].map((node) => [node, new Set<Node>()]));
  for (const [node, dependencies] of graph)
    for (const dependency of dependencies) turned.get(dependency)!.add(node);
  return turned;
}

/**
 * Visits every node after its dependencies succeeded, in parallel as far as possible. Dependents of a failed
 * visit are skipped; once `stop` aborts, no visit starts.
 *
 * @param visit - returns whether it succeeded; must not throw
 * @returns whether all visits succeeded
 */
export async function walk<Node>(
  graph: DependencyGraph<Node>,
  visit: (node: Node) => Promise<boolean>,
  stop?: AbortSignal,
): Promise<boolean> {
  const visits = new Map<Node, Promise<boolean>>();

  function visitAfterDependencies(node: Node): Promise<boolean> {
    let result = visits.get(node);
    if (!result) {
      result = all([...graph.get(node)!].map(visitAfterDependencies)).then((succeeded) =>
        succeeded && !stop?.aborted ? visit(node) : false,
      );
      visits.set(node, result);
    }
    return result;
  }

  return all([...graph.keys()].map(visitAfterDependencies));
}

const all = async (visits: Promise<boolean>[]): Promise<boolean> =>
  (await Promise.all(visits)).every(Boolean);
