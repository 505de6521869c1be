import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** How this machine's own browser calls the page. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/**
 * Turns away other sites that a browser on this machine has open: those that let a name of theirs lead here,
 * which the Host header tells, and those that send requests here, which Sec-Fetch-Site tells.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 * @throws Refusal
 */
export function refuseStranger({ headers, url = '/' }: IncomingMessage): void {
  const { host = '', 'sec-fetch-site': site = 'none' } = headers;
  if (!OWN_HOST.test(host)) throw new Refusal(403, `Host is "${host}", allowed are 127.0.0.1 and localhost.`);
  // A link from elsewhere may lead to the document, which does nothing by itself.
  if (url !== '/' && site !== 'same-origin' && site !== 'none')
    throw new Refusal(403, `Sec-Fetch-Site is "${String(site)}"; only the page itself may ask.`);
}
