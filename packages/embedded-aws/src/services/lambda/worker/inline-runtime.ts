import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import type { Clock } from '../../../clock';
import { redirectingRequest } from '../child/cfn-response-redirect.cjs';
import { setConsole } from '../child/console.cjs';
import { dateBy } from '../child/embedded-clock.cjs';
import { lineStream } from '../child/line-stream.cjs';
import { loadHandler } from '../child/load-handler.cjs';
import { clockTimers } from './clock-timers';
import { InlineModules } from './inline-modules';
import type { Assignment } from './worker-message';

/** A handler, as exported by its file. */
export type Handler = Awaited<ReturnType<typeof loadHandler>>;

/** The function a runtime currently serves. */
export interface Tenant extends Omit<Assignment, 'type'> {
  /** Of the running invocation. */
  readonly requestId: () => string;
  readonly log: (text: string) => void;
  /** Called on `process.exit`. */
  readonly exit: (code: number) => void;
}

/**
 * Environment of a function in this process: `process`, `console`, modules, and a `Date` and timers on the
 * clock. Serves functions one after another and keeps the shared SDK loaded.
 */
export class InlineRuntime {
  private tenant: Tenant | undefined;
  /** Writes the function's log. */
  readonly console = Object.create(globalThis.console) as Console;
  private readonly modules: InlineModules;

  private readonly now: () => number;

  constructor(clock: Clock) {
    this.now = () => Math.floor(clock.now());
    const output = lineStream((line) => this.tenant?.log(line));
    const ownProcess = Object.create(process, {
      stdout: { value: output },
      stderr: { value: output },
      env: { get: () => this.tenant?.env },
      cwd: { value: () => this.tenant?.folder },
      exit: { value: (code?: number) => this.exit(code) },
    }) as NodeJS.Process;
    this.modules = new InlineModules(
      {
        process: ownProcess,
        console: this.console,
        Date: dateBy(this.now),
        ...clockTimers(clock),
      },
      {
        process: ownProcess,
        http: { ...http, request: this.requestWhileServing(() => http.request) },
        https: {
          ...https,
          request: this.requestWhileServing(({ endpoint }) => redirectingRequest(endpoint)),
        },
      },
      () => nodePath(this.tenant),
    );
  }

  begin(tenant: Tenant): void {
    this.tenant = tenant;
    setConsole(this.console, tenant.logging, tenant.requestId, tenant.log, this.now);
  }

  /** Loads the handler with fresh state. */
  loadHandler({ folder, handler }: Tenant): Promise<Handler> {
    return loadHandler(folder, handler, (file, isEsModule) => {
      if (isEsModule)
        throw new Error(
          `${file} is an ES module; inline functions are CommonJS. Run functions in processes.`,
        );
      return this.modules.load(file);
    });
  }

  /** Disconnects the function: code still running has no further effect. */
  end(): void {
    for (const folder of nodePath(this.tenant)) this.modules.forget(folder);
    if (this.tenant) this.modules.forget(this.tenant.folder);
    this.tenant = undefined;
  }

  private exit(code = 0): never {
    this.tenant?.exit(code);
    throw new Error(`The process has ended with ${code}`);
  }

  private requestWhileServing(requestOf: (tenant: Tenant) => typeof http.request): typeof http.request {
    return (...args: unknown[]): http.ClientRequest => {
      if (!this.tenant) throw Object.assign(new Error('The function has been ended'), { code: 'ECONNRESET' });
      return Reflect.apply(requestOf(this.tenant), undefined, args) as http.ClientRequest;
    };
  }
}

/** Folders in which layers have modules. */
const nodePath = (tenant: Tenant | undefined): string[] =>
  tenant?.env.NODE_PATH?.split(path.delimiter).filter(Boolean) ?? [];
