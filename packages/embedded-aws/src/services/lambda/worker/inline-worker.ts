import { errorReply } from '../child/error-reply.cjs';
import { exitMessage, exitReply } from '../reply';
import type { Handler, InlineRuntime, Tenant } from './inline-runtime';
import type { Worker } from './worker';
import type { Assignment, Invocation, Reply } from './worker-message';

/** A function in this process; if it blocks or exits, it affects all others. */
export class InlineWorker implements Worker {
  readonly exited: Promise<void>;
  onLog: (text: string) => void = () => {};
  isAwaited = (): boolean => false;
  private markExited = (): void => {};
  private tenant: Tenant | undefined;
  private handler: Handler | undefined;
  private running: { requestId: string; settle: (reply: Reply) => void } | undefined;

  /** @param free - receives the idle runtime back */
  constructor(
    private readonly runtime: InlineRuntime,
    private readonly free: (runtime: InlineRuntime) => void,
  ) {
    this.exited = new Promise((resolve) => (this.markExited = resolve));
  }

  assign(assignment: Omit<Assignment, 'type'>): void {
    this.tenant = {
      ...assignment,
      env: { ...assignment.env },
      requestId: () => this.running?.requestId ?? '',
      log: (text) => this.onLog(text),
      exit: (code) => this.end(exitMessage(code, null)),
    };
    this.runtime.begin(this.tenant);
  }

  async initialize(): Promise<void> {
    // No-op: there is no process start to hide.
  }

  invoke(invocation: Omit<Invocation, 'type'>): Promise<Reply> {
    return new Promise((resolve) => {
      this.running = { requestId: invocation.context.awsRequestId, settle: resolve };
      if (!this.tenant) return this.end(exitMessage(0, null));
      void this.run(this.tenant, invocation).then((reply) => this.reply(reply));
    });
  }

  freeze(): void {
    // No-op: this process goes on.
  }

  async kill(): Promise<void> {
    this.end(exitMessage(null, 'SIGKILL'));
  }

  private async run(tenant: Tenant, invocation: Omit<Invocation, 'type'>): Promise<Reply> {
    const startedMs = performance.now();
    let initMs: number | undefined;
    try {
      if (!this.handler) {
        this.handler = await this.runtime.loadHandler(tenant);
        initMs = performance.now() - startedMs;
      }
    } catch (error) {
      return { ...errorReply(error), reusable: false };
    }
    const deadlineMs = startedMs + invocation.timeoutMs;
    const context = {
      ...invocation.context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadlineMs - performance.now())),
    };
    try {
      const result = await callHandler(this.handler, JSON.parse(invocation.payload), context);
      const payload = JSON.stringify(result) ?? 'null';
      return { type: 'reply', payload, failed: false, reusable: true, initMs };
    } catch (error) {
      const reply = errorReply(error);
      this.runtime.console.error('Invoke Error', reply.payload);
      return { ...reply, initMs };
    }
  }

  private reply(reply: Reply): void {
    this.running?.settle(reply);
    this.running = undefined;
  }

  private end(reason: string): void {
    const wasRunning = this.running !== undefined;
    this.reply(exitReply(this.running?.requestId, reason));
    if (!this.tenant) return;
    this.tenant = undefined;
    this.runtime.end();
    if (!wasRunning) this.free(this.runtime);
    this.markExited();
  }
}

/** The event loop is shared here: a callback counts at once, and without one there is nothing to wait for. */
function callHandler(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: Error | null | undefined, value: unknown): void =>
      error === undefined || error === null ? resolve(value) : reject(error);
    const result = handler(event, context, callback) as { then?: unknown } | undefined;
    if (typeof result?.then === 'function') resolve(result);
    else if (handler.length < 3) resolve(null);
  });
}
