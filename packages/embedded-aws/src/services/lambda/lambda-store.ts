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

/** Functions of a region and the workers that run them. */
export class LambdaStore implements Host {
  readonly functions = new Map<string, LambdaFunction>();
  readonly workers: Workers;
  /** Aborts when the embedded AWS ends or is reset. */
  readonly closing = new AbortController();
  /** Folder of all code, one subfolder per archive. */
  readonly codeFolder: string;
  /** Unpacked code by the archive's SHA-256; read-only, as on AWS. */
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
    // Lambda's runtime includes the SDK. A link beside the code serves both require and import.
    symlinkSync(NODE_MODULES, path.join(this.codeFolder, 'node_modules'), 'junction');
  }

  arnOf(name: string): string {
    const { region, accountId } = this.platform;
    return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  }

  /**
   * @param name - name, ARN or partial ARN
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

  /** Stores a function with new or changed code or configuration. */
  save(fn: LambdaFunction): LambdaFunction {
    this.environments.get(fn.name)?.retire();
    this.environments.set(fn.name, new ExecutionEnvironments(this, fn));
    this.functions.set(fn.name, fn);
    if (this.platform.isReady) this.initializeInTurn(fn);
    this.prepareAlike(fn);
    return fn;
  }

  /** Starts spare processes for functions with the same launch options that never ran. */
  prepareAlike(fn: LambdaFunction): void {
    const options = launchOptions(fn);
    const waiting = [...this.functions.values()].filter(
      (other) =>
        !this.environments.get(other.name)!.isUsed && isDeepStrictEqual(launchOptions(other), options),
    );
    this.workers.prepare(options, Math.min(waiting.length, ALIKE));
  }

  /**
   * Loads a function's code into a process in advance, one function at a time, in order: while some run, the
   * next get ready.
   */
  private initializeInTurn(fn: LambdaFunction): void {
    // It only handles errors and hardly ever runs.
    if (fn.handler === PROVIDER_FRAMEWORK_TIMEOUT) return;
    const initialize = (): Promise<void> | undefined => this.environments.get(fn.name)?.initialize();
    this.initializing = this.initializing
      .then(initialize)
      .catch((error: unknown) => this.platform.logFailure('lambda', 'Initialize', error as Error));
  }

  /** Stores a change that does not affect running processes: tags, policy. */
  annotate(fn: LambdaFunction): void {
    this.functions.set(fn.name, fn);
  }

  /** Removes a function; a running invocation completes. */
  remove(name: string): void {
    this.environments.get(name)?.retire();
    this.environments.delete(name);
    this.functions.delete(name);
  }

  /** Runs a function once. @throws AwsError `TooManyRequestsException` at the concurrency limit */
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

/** Maximum spares per launch options. */
const ALIKE = 2;
