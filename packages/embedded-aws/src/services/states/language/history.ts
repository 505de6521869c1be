import type { Clock } from '../../../clock';
import type { JsonObject } from './json';
import { StateError } from './state-error';

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
}

/** AWS allows 25,000 events; a state has at least two. */
const MAX_STATES = 12_500;

/** All events of an execution, in order. */
export class History {
  readonly events: HistoryEvent[] = [];
  private states = 0;

  /** @param onEvent - hears of each event */
  constructor(
    private readonly clock: Clock,
    private readonly onEvent: (event: HistoryEvent) => void = () => {},
  ) {}

  /** @param after - id of the preceding event; 0 for the start */
  line(after = 0): HistoryLine {
    let previousEventId = after;
    return {
      add: (type, details) => {
        const id = this.events.length + 1;
        const timestamp = this.clock.now() / 1_000;
        const event = { id, previousEventId, timestamp, type, ...details };
        this.events.push(event);
        this.onEvent(event);
        // The first state follows no event.
        if (type !== 'ExecutionStarted') previousEventId = id;
        if (type.endsWith('StateEntered')) this.count();
        return id;
      },
      branch: () => this.line(previousEventId),
    };
  }

  private count(): void {
    this.states += 1;
    if (this.states > MAX_STATES)
      throw new StateError(
        'States.Runtime',
        'The execution reached the maximum number of history events (25000).',
      );
  }
}
