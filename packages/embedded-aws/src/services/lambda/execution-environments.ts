import { assumeRole } from './assume-role';
import { ExecutionEnvironment, type Host } from './execution-environment';
import type { LambdaFunction } from './lambda-function';
import { launchOptions } from './launch-options';

/** Execution environments of one version of a function, idle and busy. */
export class ExecutionEnvironments {
  private readonly idle: ExecutionEnvironment[] = [];
  /** Callers waiting for an environment. One that gets `undefined` starts its own. */
  private readonly queue: ((environment?: ExecutionEnvironment) => void)[] = [];
  private count = 0;
  private retired = false;
  /** Whether any was ever started. */
  isUsed = false;

  constructor(
    private readonly host: Host,
    private readonly fn: LambdaFunction,
  ) {}

  /** Lends an environment to `run`, whose result says whether it is reusable. */
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

  /** Creates an idle environment for the first invocation, unless there is one. */
  async initialize(): Promise<void> {
    if (this.isUsed || this.retired) return;
    const environment = this.start();
    await environment.initialize();
    this.release(environment, true);
  }

  /** Ends idle environments now, busy ones after their work. */
  retire(): void {
    this.retired = true;
    for (const environment of this.idle.splice(0)) this.drop(environment);
  }

  private async acquire(): Promise<ExecutionEnvironment> {
    for (let found = this.idle.pop(); found; found = this.idle.pop()) {
      if (found.isUsable()) return found;
      this.drop(found);
    }
    const free = this.count === 0 ? undefined : await this.nextFree();
    return free ?? this.start();
  }

  /** Resolves to undefined if the caller has to start its own. */
  private nextFree(): Promise<ExecutionEnvironment | undefined> {
    return new Promise((resolve) => {
      const serve = (environment?: ExecutionEnvironment): void => {
        patience.cancel();
        resolve(environment);
      };
      const patience = this.host.workers.afterPatience(() => {
        this.queue.splice(this.queue.indexOf(serve), 1);
        if (!this.host.closing.signal.aborted) resolve(undefined);
      });
      this.queue.push(serve);
    });
  }

  private release(environment: ExecutionEnvironment, reusable: boolean): void {
    const next = this.queue.shift();
    if (reusable && environment.isUsable()) {
      if (next) next(environment);
      else if (this.retired) this.drop(environment);
      else {
        environment.freeze();
        this.idle.push(environment);
      }
    } else {
      this.drop(environment);
      if (next && !this.host.closing.signal.aborted) next();
    }
  }

  private start(): ExecutionEnvironment {
    // First, so that a role Lambda may no longer assume fails the invocation without taking a process.
    const session = assumeRole(this.fn.role, this.fn.name, this.host.platform);
    const worker = this.host.workers.take(launchOptions(this.fn));
    worker.isAwaited = () => this.queue.length > 0;
    this.count += 1;
    this.isUsed = true;
    return new ExecutionEnvironment(this.host, this.fn, session, worker);
  }

  private drop(environment: ExecutionEnvironment): void {
    this.count -= 1;
    environment.end();
  }
}
