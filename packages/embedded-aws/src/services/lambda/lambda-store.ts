import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-error';
import type { Platform } from '../../platform';
import { Concurrency } from './concurrency';
import type { Host, InvocationResult } from './execution-environment';
import { ExecutionEnvironments } from './execution-environments';
import { parseFunctionName } from './function-name';
import type { FunctionCode, LambdaFunction } from './lambda-function';
import { launchOptions, PROVIDER_FRAMEWORK, PROVIDER_FRAMEWORK_TIMEOUT } from './launch-options';
import { NODE_MODULES } from './node-modules';
import { InlineWorkers } from './worker/inline-workers';
import type { Workers } from './worker/worker';
import { WorkerPool } from './worker/worker-pool';

/** The functions of a region and the workers that run them. */
export class LambdaStore implements Host {
  readonly functions = new Map<string, LambdaFunction>();
  readonly workers: Workers;
  /** Aborts when the embedded AWS ends or is reset. */
  readonly closing = new AbortController();
  /** Folder of all code; each archive has one in it. */
  readonly codeFolder: string;
  /** Unpacked code by the SHA-256 of its archive; nobody writes to it, as nobody can on AWS. */
  readonly installed = new Map<string, FunctionCode>();
  private readonly concurrency: Concurrency;
  private readonly environments = new Map<string, ExecutionEnvironments>();
  private initializing: Promise<void> = Promise.resolve();

  constructor(readonly platform: Platform) {
    this.concurrency = new Concurrency(platform.concurrency);
    this.workers =
      platform.functions === 'inline'
        ? new InlineWorkers(platform.clock)
        : new WorkerPool(path.join(platform.folder, 'tmp'));
    this.codeFolder = path.join(platform.folder, 'fn');
    if (platform.isReady) this.workers.prepare(PROVIDER_FRAMEWORK, 8);
    mkdirSync(this.codeFolder, { recursive: true });
    // Lambda's runtime brings the SDK along. A link beside the code serves require and import alike.
    symlinkSync(NODE_MODULES, path.join(this.codeFolder, 'node_modules'), 'junction');
  }

  arnOf(name: string): string {
    const { region, accountId } = this.platform;
    return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  }

  /**
   * @param name - a name, an ARN or part of one
   * @throws AwsError `ResourceNotFoundException`
   */
  mustGet(name: string, qualifier?: string): LambdaFunction {
    const parsed = parseFunctionName(name, this.platform);
    const version = qualifier ?? parsed.qualifier ?? '$LATEST';
    const found = this.functions.get(parsed.name);
    if (found && version === '$LATEST') return found;
    const arn = this.arnOf(parsed.name) + (version === '$LATEST' ? '' : `:${version}`);
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }

  /** Stores a function that is new, or whose code or configuration changed. */
  save(fn: LambdaFunction): LambdaFunction {
    this.environments.get(fn.name)?.retire();
    this.environments.set(fn.name, new ExecutionEnvironments(this, fn));
    this.functions.set(fn.name, fn);
    if (this.platform.isReady) this.initializeInTurn(fn);
    this.prepareAlike(fn);
    return fn;
  }

  /** Starts processes in advance for functions that are launched as this one is and never ran. */
  prepareAlike(fn: LambdaFunction): void {
    const options = launchOptions(fn);
    const waiting = [...this.functions.values()].filter(
      (other) =>
        !this.environments.get(other.name)!.isUsed && isDeepStrictEqual(launchOptions(other), options),
    );
    this.workers.prepare(options, Math.min(waiting.length, ALIKE));
  }

  /**
   * Has a process load the function's code, one function after the other, in the order in which they came: while
   * some work, those behind them get ready.
   */
  private initializeInTurn(fn: LambdaFunction): void {
    // It is for errors, and runs in hardly any deployment.
    if (fn.handler === PROVIDER_FRAMEWORK_TIMEOUT) return;
    const initialize = (): Promise<void> | undefined => this.environments.get(fn.name)?.initialize();
    this.initializing = this.initializing
      .then(initialize)
      .catch((error: unknown) => this.platform.logFailure('lambda', 'Initialize', error as Error));
  }

  /** Stores a change that running processes need not know of: tags, policy. */
  annotate(fn: LambdaFunction): void {
    this.functions.set(fn.name, fn);
  }

  /** Forgets a function; an invocation that runs may end. */
  remove(name: string): void {
    this.environments.get(name)?.retire();
    this.environments.delete(name);
    this.functions.delete(name);
  }

  /** Runs a function once. @throws AwsError `TooManyRequestsException` where as many run as may */
  invoke(fn: LambdaFunction, payload: string, requestId: string): Promise<InvocationResult> {
    const environments = this.environments.get(fn.name)!;
    return this.concurrency.run(() =>
      environments.use((environment) => environment.invoke(payload, requestId)),
    );
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.workers.close();
  }
}

/** Processes that wait for functions of one kind at most. */
const ALIKE = 2;
