import type { ServerResponse } from 'node:http';
import type { DeploymentLog } from './deployment-log';

/**
 * Answers with the deployment as an event stream, until the browser goes away.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamDeployment(log: DeploymentLog, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const leave = log.watch((message) => void response.write(`data: ${JSON.stringify(message)}\n\n`));
  response.once('close', leave);
}
