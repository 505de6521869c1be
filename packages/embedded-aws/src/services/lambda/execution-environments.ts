import type { Session } from '../../platform';
import { assumeRole } from './assume-role';
import { ExecutionEnvironment, type Host } from './execution-environment';
import type { LambdaFunction } from './lambda-function';
import { launchOptions } from './launch-options';

/**
 * How long a caller waits for one of the function's processes before one more starts: it is nearly always served
 * sooner by a process that becomes free than by a new one, which competes for the processors.
 */
const PATIENCE_MS = 1_000;

/** The execution environments of one state of a function: those that wait for work, and those that work. */
export class ExecutionEnvironments {
  private readonly idle: ExecutionEnvironment[] = [];
  /** Callers that wait; one that is served without an environment starts its own. */
  private readonly queue: ((environment?: ExecutionEnvironment) => void)[] = [];
  private count = 0;
  private retired = false;
  /** Whether any was ever started. */
  isUsed = false;

  constructor(
    private readonly host: Host,
    private readonly fn: LambdaFunction,
  ) {}

  /** Lends an environment to `run`, which says whether the environment is still good afterwards. */
  async use<T extends { readonly reusable: boolean }>(
    run: (environment: ExecutionEnvironment) => Promise<T>,
  ): Promise<T> {
    const environment = await this.acquire();
    let reusable = false;
    try {
      const result = await run(environment);
      reusable = result.reusable;
      return result;
    } finally {
      this.release(environment, reusable);
    }
  }

  /** Makes an environment that waits for the first invocation, unless there is one already. */
  async initialize(): Promise<void> {
    if (this.isUsed || this.retired) return;
    const environment = this.start(assumeRole(this.fn.role, this.fn.name, this.host.platform));
    await environment.initialize();
    this.release(environment, true);
  }

  /** Ends the idle environments now, and the others when their work is done. */
  retire(): void {
    this.retired = true;
    for (const environment of this.idle.splice(0)) this.drop(environment);
  }

  private async acquire(): Promise<ExecutionEnvironment> {
    for (let found = this.idle.pop(); found; found = this.idle.pop()) {
      if (found.isUsable()) return found;
      this.drop(found);
    }
    // A role that Lambda may no longer assume fails the invocation before a process is taken for it.
    const session = assumeRole(this.fn.role, this.fn.name, this.host.platform);
    const free = this.count === 0 ? undefined : await this.nextFree();
    return free ?? this.start(session);
  }

  /** Resolves to nothing where the caller is to start its own. */
  private nextFree(): Promise<ExecutionEnvironment | undefined> {
    return new Promise((resolve) => {
      const serve = (environment?: ExecutionEnvironment): void => {
        clearTimeout(patience);
        resolve(environment);
      };
      const patience = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(serve), 1);
        if (!this.host.closing.signal.aborted) resolve(undefined);
      }, PATIENCE_MS);
      this.queue.push(serve);
    });
  }

  private release(environment: ExecutionEnvironment, reusable: boolean): void {
    const next = this.queue.shift();
    if (reusable && environment.isUsable()) {
      if (next) next(environment);
      else if (this.retired) this.drop(environment);
      else this.idle.push(environment);
    } else {
      this.drop(environment);
      if (next && !this.host.closing.signal.aborted) next();
    }
  }

  private start(session: Session): ExecutionEnvironment {
    const worker = this.host.workers.take(launchOptions(this.fn));
    this.count += 1;
    this.isUsed = true;
    return new ExecutionEnvironment(this.host, this.fn, session, worker);
  }

  private drop(environment: ExecutionEnvironment): void {
    this.count -= 1;
    environment.end();
  }
}
