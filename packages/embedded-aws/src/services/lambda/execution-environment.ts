import type { Meter } from '../../billing/meter';
import type { Metrics } from '../../metrics';
import type { Platform, Session } from '../../platform';
import { environmentVariables } from './environment-variables';
import { functionFault } from './function-fault';
import { FunctionLog } from './function-log';
import type { LambdaFunction } from './lambda-function';
import { raceTimeout } from './race-timeout';
import { failedReply, timedOutReply } from './reply';
import { RUNTIME_LOG } from './runtime-log';
import type { Worker, Workers } from './worker/worker';
import type { Reply } from './worker/worker-message';

/** Result of an invocation, with the end of its log. */
export interface InvocationResult {
  /** JSON text. */
  readonly payload: string;
  readonly failed: boolean;
  readonly reusable: boolean;
  /** The last 4 KB of the invocation's log. */
  readonly logTail: Buffer;
}

const MAX_RESPONSE_BYTES = 6_291_556;
const LOG_TAIL_BYTES = 4_096;
/** Credentials last an hour; a process gets no work that may outlast them. */
const MIN_CREDENTIALS_MS = 15 * 60_000;

/** What environments need from their region. */
export interface Host {
  readonly platform: Platform;
  readonly workers: Workers;
  /** Aborts when the embedded AWS ends or is reset. */
  readonly closing: AbortController;
  /** Starts spare processes for functions with the same launch options that never ran. */
  prepareAlike(fn: LambdaFunction): void;
}

/** One process of one function, with its lifetime's credentials and log stream. */
export class ExecutionEnvironment {
  private readonly log: FunctionLog;
  private invoked = false;
  private alive = true;

  constructor(
    private readonly host: Host,
    private readonly fn: LambdaFunction,
    private readonly session: Session,
    private readonly worker: Worker,
  ) {
    const { platform } = host;
    this.log = new FunctionLog(platform, session, fn, host.closing.signal);
    worker.onLog = (text) => this.log.add(text);
    void worker.exited.then(() => (this.alive = false));
    worker.assign({
      env: environmentVariables(fn, platform, session, this.log.stream),
      folder: fn.code.folder,
      handler: fn.handler,
      endpoint: platform.endpoint,
      logging: { format: fn.logging.format, level: fn.logging.level },
    });
  }

  isUsable(): boolean {
    return this.alive && this.session.expiresAtMs - this.platform.clock.now() > MIN_CREDENTIALS_MS;
  }

  /** Loads the handler before the first invocation. */
  initialize(): Promise<void> {
    return this.worker.initialize();
  }

  /**
   * Runs the handler and writes its log; never rejects.
   *
   * @param invokedArn - of the function, the version or the alias that the caller named
   */
  async invoke(payload: string, requestId: string, invokedArn: string): Promise<InvocationResult> {
    const { fn, log } = this;
    await log.open();
    const runtimeLog = RUNTIME_LOG[fn.logging.format];
    const system = (text: string): void => {
      if (fn.logging.format === 'Text' || fn.logging.systemLevel !== 'WARN') log.add(text);
    };
    system(runtimeLog.start(requestId, fn.version, this.now()));
    const startedMs = performance.now();
    const reply = limitSize(await this.run(payload, requestId, invokedArn));
    const durationMs = performance.now() - startedMs;
    // Initialization is billed like the handler's time.
    const billedMs = Math.ceil(durationMs + (reply.initMs ?? 0));
    countInvocation(fn.name, { durationMs, failed: reply.failed }, this.platform.metrics);
    meterInvocation(fn, billedMs, this.platform.meter);
    if (!reply.reusable) log.add((JSON.parse(reply.payload) as { errorMessage: string }).errorMessage);
    for (const text of runtimeLog.end({
      requestId,
      time: this.now(),
      durationMs,
      billedMs,
      memoryMb: fn.memoryMb,
      reply,
    }))
      system(text);
    const lines = await log.flush();
    // Replace the used spare now that it no longer competes with the first start.
    if (!this.invoked && !this.platform.isReady) this.host.prepareAlike(fn);
    this.invoked = true;
    const logTail = Buffer.from(lines.map((line) => `${line}\n`).join('')).subarray(-LOG_TAIL_BYTES);
    return { payload: reply.payload, failed: reply.failed, reusable: reply.reusable, logTail };
  }

  /** Stops it until its next invocation. */
  freeze(): void {
    this.worker.freeze();
  }

  end(): void {
    void this.worker.kill();
  }

  /** Runs the handler, or a fault instead; a fault after the handler keeps its effects. */
  private async run(payload: string, requestId: string, invokedArn: string): Promise<Reply> {
    const fault = functionFault(this.platform.faults, this.fn, requestId);
    if (!fault) return this.runHandler(payload, requestId, invokedArn);
    if (fault.when === 'after') await this.runHandler(payload, requestId, invokedArn);
    return fault.reply;
  }

  private async runHandler(payload: string, requestId: string, invokedArn: string): Promise<Reply> {
    const { fn, worker } = this;
    const { clock } = this.platform;
    const timeoutMs = fn.timeoutSeconds * 1_000;
    const reply = worker.invoke({
      payload,
      timeoutMs,
      clock: { aheadMs: Math.round(clock.now() - Date.now()), speed: clock.speed },
      context: {
        functionName: fn.name,
        functionVersion: fn.version,
        invokedFunctionArn: invokedArn,
        memoryLimitInMB: String(fn.memoryMb),
        awsRequestId: requestId,
        logGroupName: fn.logging.group,
        logStreamName: this.log.stream,
      },
    });
    const inTime = await raceTimeout(clock, timeoutMs, reply);
    if (inTime) return inTime;
    // What the handler has written until now belongs to this invocation.
    await worker.kill();
    return timedOutReply(fn, requestId);
  }

  private now(): string {
    return new Date(this.platform.clock.now()).toISOString();
  }

  private get platform(): Platform {
    return this.host.platform;
  }
}

function limitSize(reply: Reply): Reply {
  const bytes = Buffer.byteLength(reply.payload);
  if (bytes > MAX_RESPONSE_BYTES)
    return failedReply(
      'Function.ResponseSizeTooLarge',
      `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
      true,
    );
  return reply;
}

/** @see https://aws.amazon.com/lambda/pricing/ */
function meterInvocation({ architectures, memoryMb }: LambdaFunction, billedMs: number, meter: Meter): void {
  const duration = architectures.includes('arm64') ? 'lambdaDurationArm' : 'lambdaDuration';
  meter.add('lambdaRequests', 1);
  meter.add(duration, (billedMs / 1_000) * (memoryMb / 1_024));
}

/** Publishes an invocation's metrics. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
function countInvocation(
  functionName: string,
  { durationMs, failed }: { readonly durationMs: number; readonly failed: boolean },
  metrics: Metrics,
): void {
  const add = (name: string, value: number, unit: string): void =>
    metrics.series('AWS/Lambda', name, { FunctionName: functionName }, unit).add(value);
  add('Invocations', 1, 'Count');
  // Published every time, so that a function that never failed has sum 0.
  add('Errors', failed ? 1 : 0, 'Count');
  add('Duration', durationMs, 'Milliseconds');
}
