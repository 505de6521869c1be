import { AWS_REGIONS } from './aws-regions';

/** Host names of this machine on loopback. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** Host of custom resource response URLs. `.invalid` is reserved: nobody can register it. */
export const CFN_RESPONSE_HOST = 'cfn-response.localaws.invalid';

/**
 * S3's endpoints in all documented forms: bucket domain names and template and object URLs use them. Clients
 * of other services never address theirs by name here.
 */
const S3_HOSTS: ReadonlySet<string> = new Set([
  's3.amazonaws.com',
  ...Object.entries(AWS_REGIONS).flatMap(([domain, regions]) =>
    regions.flatMap((region) =>
      ['s3.', 's3-', 's3.dualstack.'].map((front) => `${front}${region}.${domain}`),
    ),
  ),
]);

/** A Host header that no web site can send, because DNS cannot point its name here. */
export interface KnownHost {
  /** Prefix of S3's name or of `localhost`. */
  readonly bucket?: string;
}

/** Longest DNS name, and a port. */
const MAX_LENGTH = 253 + ':65535'.length;
const LABEL = /^[a-z0-9_-]+$/;

const nameIn = (header: string): string => header.toLowerCase().replace(/:\d{1,5}$/, '');

/** Whether a Host header is a loopback address or `localhost`. */
export const isLoopbackHost = (header: string): boolean => LOOPBACK_HOSTS.includes(nameIn(header));

/** Parses a Host header of the embedded AWS; undefined for a name that may be an attacker's. */
export function knownHost(header: string): KnownHost | undefined {
  if (header.length > MAX_LENGTH) return undefined;
  const name = nameIn(header);
  if (LOOPBACK_HOSTS.includes(name) || S3_HOSTS.has(name) || name === CFN_RESPONSE_HOST) return {};
  const labels = name.split('.');
  for (let at = 1; at < labels.length && LABEL.test(labels[at - 1]); at++) {
    const parent = labels.slice(at).join('.');
    if (parent === 'localhost' || S3_HOSTS.has(parent)) return { bucket: labels.slice(0, at).join('.') };
  }
  return undefined;
}
