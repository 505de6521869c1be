import { isRecord, parseBoundedJson } from '../../../bounded-json';
import { createChanges } from '../../../changes';

/** A signal to a wait condition. */
export interface Signal {
  readonly Status: 'SUCCESS' | 'FAILURE';
  readonly Reason: string;
  readonly Data: string;
}

/**
 * The signals that a wait condition handle has received, by UniqueId. They may arrive before the wait condition exists.
 */
export class WaitHandle {
  readonly signals = new Map<string, Signal>();
  readonly changes = createChanges();

  /** Accepts a body as cfn-signal sends it. Ignores malformed bodies and repeated ids. */
  receive(body: string): void {
    const { Status, UniqueId, Reason, Data } = read(body);
    if ((Status !== 'SUCCESS' && Status !== 'FAILURE') || typeof UniqueId !== 'string') return;
    if (this.signals.has(UniqueId)) return;
    this.signals.set(UniqueId, { Status, Reason: textOf(Reason), Data: textOf(Data) });
    this.changes.notify();
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

function read(body: string): Record<string, unknown> {
  try {
    const parsed = parseBoundedJson(body);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
