import { AWS_REGIONS } from './aws-regions';

/** This machine, as its own clients call it. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** Where custom resources put their responses. `.invalid` is reserved: nobody can register a name there. */
export const CFN_RESPONSE_HOST = 'cfn-response.localaws.invalid';

/**
 * S3's endpoints, in the forms that AWS documents: the domain names of a bucket and the URLs of templates and
 * objects are made of them. No client asks another service by its name at this address.
 */
const S3_HOSTS: ReadonlySet<string> = new Set([
  's3.amazonaws.com',
  ...Object.entries(AWS_REGIONS).flatMap(([domain, regions]) =>
    regions.flatMap((region) =>
      ['s3.', 's3-', 's3.dualstack.'].map((front) => `${front}${region}.${domain}`),
    ),
  ),
]);

/** A Host header that no web site can send, because its name cannot be made to lead here. */
export interface KnownHost {
  /** What stands before S3's name, or before `localhost`. */
  readonly bucket?: string;
}

/** The longest name that DNS has, and a port. */
const MAX_LENGTH = 253 + ':65535'.length;
const LABEL = /^[a-z0-9_-]+$/;

const nameIn = (header: string): string => header.toLowerCase().replace(/:\d{1,5}$/, '');

/** Whether a Host header is this machine's own address or name. */
export const isLoopbackHost = (header: string): boolean => LOOPBACK_HOSTS.includes(nameIn(header));

/** What a Host header names of the embedded AWS; undefined for a name that may be an attacker's. */
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
