import type { Platform } from '../../../platform';
import type { Exchange } from './exchange';
import type { ApiAnswer } from './lambda-answer';
import { fail } from './serve-request';

/** A fault's effect on a request: an answer, or, without one, a closed connection. */
export interface Struck {
  readonly answer: ApiAnswer | undefined;
}

/** Injected faults of requests to APIs: service `execute-api`, the method as operation. */
export async function strikeRequest(
  exchange: Exchange,
  { faults, clock }: Platform,
): Promise<Struck | undefined> {
  if (faults.isEmpty) return undefined;
  const subject = { service: 'execute-api', operation: exchange.request.method, caller: 'anonymous' };
  const latency = faults.strike('latency', subject);
  if (latency) await clock.sleep(latency.ms, faults.ended);
  if (faults.strike('connection-drop', subject)) return { answer: undefined };
  if (faults.strike('throttling', subject)) return { answer: fail(exchange, 429) };
  const broken = faults.strike('server-error', subject);
  if (broken) return { answer: fail(exchange, broken.status === 503 ? 503 : 500) };
  return undefined;
}
