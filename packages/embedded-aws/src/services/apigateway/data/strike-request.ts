import type { Platform } from '../../../platform';
import type { Exchange } from './exchange';
import { fail } from './gateway-answers';
import type { ApiAnswer } from './lambda-answer';

type Serve = () => Promise<ApiAnswer | undefined>;

/**
 * Serves a request, or as an injected fault demands: service `execute-api`, the method as operation. Without an
 * answer the connection is closed.
 */
export async function strikeRequest(
  exchange: Exchange,
  { faults, clock }: Platform,
  serve: Serve,
): Promise<ApiAnswer | undefined> {
  if (faults.isEmpty) return serve();
  const subject = { service: 'execute-api', operation: exchange.request.method, caller: 'anonymous' };
  const latency = faults.strike('latency', subject);
  if (latency) await clock.sleep(latency.ms, faults.ended);
  const drop = faults.strike('connection-drop', subject);
  if (drop && drop.when !== 'after') return undefined;
  if (faults.strike('throttling', subject)) return fail(exchange, 429);
  if (faults.strike('access-denied', subject)) return fail(exchange, 403);
  const broken = faults.strike('server-error', subject);
  if (broken) return fail(exchange, broken.status === 503 ? 503 : 500);
  const answer = await serve();
  return drop ? undefined : answer;
}
