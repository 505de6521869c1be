import type { Clock } from '../../../clock';
import type { JsonObject } from './json';

/** An event of GetExecutionHistory. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Unix seconds. */
  readonly timestamp: number;
  /** `TaskStateEntered`, `LambdaFunctionFailed`, … */
  readonly type: string;
  /** One member named after the type: `stateEnteredEventDetails`, … */
  readonly [details: `${string}EventDetails`]: JsonObject;
}

/** One sequence of events: the main one, a branch, an iteration. */
export interface HistoryLine {
  /** @returns the event's id */
  add(type: string, details?: Record<`${string}EventDetails`, JsonObject>): number;
  /** A sequence that follows this one's last event. */
  branch(): HistoryLine;
  /** Whether its events count towards the limit; those of an attempt that AWS would not have made do not. */
  isCounted: boolean;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html */
const MAX_EVENTS = 25_000;

/** Failure of an execution that would exceed 25,000 events. */
export const HISTORY_LIMIT = {
  error: 'States.Runtime',
  cause: `The execution reached the maximum number of history events (${MAX_EVENTS}).`,
} as const;

/** All events of an execution, in order. */
export class History {
  readonly events: HistoryEvent[] = [];
  private counted = 0;

  /**
   * @param onEvent - called with each event
   * @param onFull - ends the execution, with an event that is the last
   */
  constructor(
    private readonly clock: Clock,
    private readonly onEvent: (event: HistoryEvent) => void = () => {},
    private readonly onFull: () => void = () => {},
  ) {}

  /** @param after - id of the preceding event; 0 for the start */
  line(after = 0): HistoryLine {
    let previousEventId = after;
    const line: HistoryLine = {
      isCounted: true,
      add: (type, details) => {
        if (line.isCounted) this.count(type);
        const id = this.events.length + 1;
        const timestamp = this.clock.now() / 1_000;
        const event = { id, previousEventId, timestamp, type, ...details };
        this.events.push(event);
        this.onEvent(event);
        // The first state follows no event.
        if (type !== 'ExecutionStarted') previousEventId = id;
        return id;
      },
      branch: () => this.line(previousEventId),
    };
    return line;
  }

  /** @throws Error, which no state can catch, if only the execution's final event still fits */
  private count(type: string): void {
    this.counted += 1;
    if (this.counted < MAX_EVENTS || type.startsWith('Execution')) return;
    this.counted -= 1;
    this.onFull();
    throw new Error(HISTORY_LIMIT.cause);
  }
}
