import type { ReachedByApi } from './reached-by';

/** Host names of this machine on loopback. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** Longest DNS name, and a port. */
const MAX_LENGTH = 253 + ':65535'.length;
const LABEL = /^[a-z0-9_-]+$/;

const nameIn = (header: string): string => header.toLowerCase().replace(/:\d{1,5}$/, '');

/** Whether a Host header is a loopback address or `localhost`. */
export const isLoopbackHost = (header: string): boolean => LOOPBACK_HOSTS.includes(nameIn(header));

/**
 * Checks whether a Host header is this machine's or a service's. No web site can have one of these names,
 * because DNS cannot point them here; any other may be an attacker's.
 */
export function ownHosts(reachedBy: ReachedByApi): (header: string) => boolean {
  const apis = Object.values(reachedBy);
  const hosts = new Set(apis.flatMap((api) => api.hosts ?? []));
  const domains = new Set(apis.flatMap((api) => api.domains ?? []));
  return (header) =>
    isLoopbackHost(header) || hosts.has(nameIn(header)) || subdomainIn(header, domains) !== undefined;
}

/** The labels of a Host header before one of the domains; undefined if it is a subdomain of none. */
export function subdomainIn(header: string, domains: ReadonlySet<string>): string | undefined {
  if (header.length > MAX_LENGTH) return undefined;
  const labels = nameIn(header).split('.');
  for (let at = 1; at < labels.length && LABEL.test(labels[at - 1]); at++)
    if (domains.has(labels.slice(at).join('.'))) return labels.slice(0, at).join('.');
  return undefined;
}
