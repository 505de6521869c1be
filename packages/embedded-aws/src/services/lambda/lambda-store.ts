import { setMaxListeners } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-error';
import type { Platform } from '../../platform';
import { Concurrency } from './concurrency';
import type { Host, InvocationResult } from './execution-environment';
import { ExecutionEnvironments } from './execution-environments';
import { parseFunctionName } from './function-name';
import type { FunctionCode, LambdaFunction, PolicyStatement } from './lambda-function';
import { launchOptions, PROVIDER_FRAMEWORK, PROVIDER_FRAMEWORK_TIMEOUT } from './launch-options';
import { NODE_MODULES } from './node-modules';
import { Layers } from './layer-version';
import { Publications, type Alias } from './publications';
import { InlineWorkers } from './worker/inline-workers';
import type { Workers } from './worker/worker';
import { WorkerPool } from './worker/worker-pool';

/** The version that follows updates. */
export const LATEST = '$LATEST';

/** A version of a function, and the reference that found it. */
export interface Found {
  readonly fn: LambdaFunction;
  readonly named: LambdaFunction | Alias;
}

/** Functions of a region and the workers that run them. */
export class LambdaStore implements Host {
  readonly functions = new Map<string, LambdaFunction>();
  readonly layers: Layers;
  readonly workers: Workers;
  /** Aborts when the embedded AWS ends or is reset. */
  readonly closing = new AbortController();
  /** Folder of all code, one subfolder per archive. */
  readonly codeFolder: string;
  /** Unpacked code by the archive's SHA-256; read-only, as on AWS. */
  readonly installed = new Map<string, FunctionCode>();
  readonly concurrency: Concurrency;
  /** By ARN. */
  private readonly environments = new Map<string, ExecutionEnvironments>();
  /** By function name; of a deleted function, only the last number remains. */
  private readonly publications = new Map<string, Publications>();
  private initializing: Promise<void> = Promise.resolve();

  constructor(readonly platform: Platform) {
    // Every event that waits for a retry adds a listener; above ten, Node.js warns of a leak.
    setMaxListeners(0, this.closing.signal);
    this.concurrency = new Concurrency(platform.concurrency);
    this.workers =
      platform.functions === 'inline'
        ? new InlineWorkers(platform.clock)
        : new WorkerPool(path.join(platform.folder, 'tmp'));
    const { region, accountId } = platform;
    this.layers = new Layers(`arn:aws:lambda:${region}:${accountId}:layer:`);
    this.codeFolder = path.join(platform.folder, 'fn');
    if (platform.isReady) this.workers.prepare(PROVIDER_FRAMEWORK, 4);
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
    const { fn } = this.mustFind(name, qualifier);
    return fn;
  }

  /**
   * A version, and what the caller named: the function, the version or an alias, each with a policy of its own.
   *
   * @throws AwsError `ResourceNotFoundException`
   */
  mustFind(name: string, qualifier?: string): Found {
    const found = this.find(name, qualifier);
    if (found) return found;
    throw new AwsError(
      'ResourceNotFoundException',
      `Function not found: ${this.namedArn(name, qualifier)}`,
      404,
    );
  }

  /** As {@link mustFind}; undefined if there is none. */
  find(name: string, qualifier?: string): Found | undefined {
    const parsed = parseFunctionName(name, this.platform);
    const asked = qualifier ?? parsed.qualifier ?? LATEST;
    const publications = this.publications.get(parsed.name);
    const alias = publications?.aliases.get(asked);
    const version = alias?.version ?? asked;
    const fn = version === LATEST ? this.functions.get(parsed.name) : publications?.versions.get(version);
    return fn && { fn, named: alias ?? fn };
  }

  /** ARN of a function, version or alias, existing or not. */
  namedArn(name: string, qualifier?: string, action?: string): string {
    const parsed = parseFunctionName(name, this.platform, action);
    const asked = qualifier ?? parsed.qualifier ?? LATEST;
    return this.arnOf(parsed.name) + (asked === LATEST ? '' : `:${asked}`);
  }

  /** The function itself, for settings that versions and aliases lack. */
  mustGetUnpublished(name: string, qualifier?: string): LambdaFunction {
    const { named } = this.mustFind(name, qualifier);
    if ('code' in named && named.version === LATEST) return named;
    throw new AwsError(
      'InvalidParameterValueException',
      `This operation is for functions, not for their versions and aliases: got ${named.arn}`,
    );
  }

  publicationsOf(name: string): Publications {
    let publications = this.publications.get(name);
    if (!publications) this.publications.set(name, (publications = new Publications()));
    return publications;
  }

  publish(fn: LambdaFunction, description?: string): LambdaFunction {
    const publications = this.publicationsOf(fn.name);
    const published = publications.publish(fn, { description, revisionId: this.platform.newId() });
    if (!this.environments.has(published.arn))
      this.environments.set(published.arn, new ExecutionEnvironments(this, published));
    return published;
  }

  /** Replaces the policy of a function, a version or an alias. */
  setPolicy({ fn, named }: Found, policy: readonly PolicyStatement[]): void {
    const changed = { policy, revisionId: this.platform.newId() };
    const { aliases, versions } = this.publicationsOf(fn.name);
    if (!('code' in named)) aliases.set(named.name, { ...named, ...changed });
    else if (named.version === LATEST) this.annotate({ ...named, ...changed });
    else versions.set(named.version, { ...named, ...changed });
  }

  /** Stores a function with new or changed code or configuration. */
  save(fn: LambdaFunction): LambdaFunction {
    this.environments.get(fn.arn)?.retire();
    this.environments.set(fn.arn, new ExecutionEnvironments(this, fn));
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
        isLikelyToRun(other) &&
        !this.environments.get(other.arn)!.isUsed &&
        isDeepStrictEqual(launchOptions(other), options),
    );
    this.workers.prepare(options, Math.min(waiting.length, ALIKE));
  }

  /** Loads a function's code into a process before its first invocation, one function at a time, in order. */
  private initializeInTurn(fn: LambdaFunction): void {
    if (!isLikelyToRun(fn)) return;
    const initialize = (): Promise<void> | undefined => this.environments.get(fn.arn)?.initialize();
    this.initializing = this.initializing
      .then(initialize)
      .catch((error: unknown) => this.platform.logFailure('lambda', 'Initialize', error as Error));
  }

  /** Stores a change that does not affect running processes: tags, policy. */
  annotate(fn: LambdaFunction): void {
    this.functions.set(fn.name, fn);
  }

  /** Removes a version, or a function with all of its own; a running invocation completes. */
  remove(fn: LambdaFunction): void {
    const publications = this.publicationsOf(fn.name);
    if (fn.version === LATEST) {
      for (const version of publications.versions.values()) this.retire(version);
      this.publications.set(fn.name, new Publications(publications.last));
      this.functions.delete(fn.name);
      this.concurrency.release(fn.name);
    } else publications.removeVersion(fn.version);
    this.retire(fn);
  }

  /** Versions and aliases, as CloudFormation identifies them. */
  published(): { readonly type: string; readonly id: string }[] {
    return [...this.publications.values()].flatMap(({ versions, aliases }) => [
      ...[...versions.values()].map(({ arn }) => ({ type: 'AWS::Lambda::Version', id: arn })),
      ...[...aliases.values()].map(({ arn }) => ({ type: 'AWS::Lambda::Alias', id: arn })),
    ]);
  }

  private retire({ arn }: LambdaFunction): void {
    this.environments.get(arn)?.retire();
    this.environments.delete(arn);
  }

  /** Runs a function once. @throws AwsError `TooManyRequestsException` at the concurrency limit */
  invoke({ fn, named }: Found, payload: string, requestId: string): Promise<InvocationResult> {
    const environments = this.environments.get(fn.arn)!;
    return this.concurrency.run(fn.name, () =>
      environments.use((environment) => environment.invoke(payload, requestId, named.arn)),
    );
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.workers.close();
  }
}

/** The framework's third function only handles errors. */
const isLikelyToRun = ({ handler }: LambdaFunction): boolean => handler !== PROVIDER_FRAMEWORK_TIMEOUT;

/** Maximum spares per launch options. */
const ALIKE = 2;
