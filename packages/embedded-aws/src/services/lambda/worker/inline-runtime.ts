import http from 'node:http';
import https from 'node:https';
import type { Clock } from '../../../clock';
import { redirectingRequest } from '../child/cfn-response-redirect.cjs';
import { setConsole } from '../child/console.cjs';
import { dateBy } from '../child/embedded-clock.cjs';
import { lineStream } from '../child/line-stream.cjs';
import { loadHandler } from '../child/load-handler.cjs';
import { clockTimers } from './clock-timers';
import { InlineModules } from './inline-modules';
import type { Assignment } from './worker-message';

/** A handler, as its file exports it. */
export type Handler = Awaited<ReturnType<typeof loadHandler>>;

/** The function that a runtime belongs to. */
export interface Tenant extends Omit<Assignment, 'type'> {
  /** Of the invocation that is running. */
  readonly requestId: () => string;
  readonly log: (text: string) => void;
  /** Hears of `process.exit`. */
  readonly exit: (code: number) => void;
}

/**
 * What a function that runs in this process finds around it: a `process`, a `console`, modules, and a `Date` and
 * timers that follow the clock. It serves one function after another and keeps the SDK that they all load.
 */
export class InlineRuntime {
  private tenant: Tenant | undefined;
  /** Writes the function's log. */
  readonly console = Object.create(globalThis.console) as Console;
  private readonly modules: InlineModules;

  constructor(clock: Clock) {
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
        Date: dateBy(() => Math.floor(clock.now())),
        ...clockTimers(clock),
      },
      {
        process: ownProcess,
        http: { ...http, request: this.whileOwned(() => http.request) },
        https: { ...https, request: this.whileOwned(({ endpoint }) => redirectingRequest(endpoint)) },
      },
    );
  }

  begin(tenant: Tenant): void {
    this.tenant = tenant;
    setConsole(this.console, tenant.logging, tenant.requestId, tenant.log);
  }

  /** Loads the handler with new state. */
  loadHandler({ folder, handler }: Tenant): Promise<Handler> {
    return loadHandler(folder, handler, (file, isEsModule) => {
      if (isEsModule)
        throw new Error(
          `${file} is an ES module; inline functions are CommonJS. Run functions in processes.`,
        );
      return this.modules.load(file);
    });
  }

  /** From now on whatever still runs of the function reaches nobody. */
  end(): void {
    if (this.tenant) this.modules.forget(this.tenant.folder);
    this.tenant = undefined;
  }

  private exit(code = 0): never {
    this.tenant?.exit(code);
    throw new Error(`The process has ended with ${code}`);
  }

  private whileOwned(requestOf: (tenant: Tenant) => typeof http.request): typeof http.request {
    return (...args: unknown[]): http.ClientRequest => {
      if (!this.tenant) throw Object.assign(new Error('The function has been ended'), { code: 'ECONNRESET' });
      return Reflect.apply(requestOf(this.tenant), undefined, args) as http.ClientRequest;
    };
  }
}
