import { isLoopbackHost, subdomainIn } from '../../gateway/known-host';
import { AWS_REGIONS } from './aws-regions';

/**
 * S3's endpoints in all documented forms: bucket domain names and template and object URLs use them. Clients of other
 * services use the endpoint only.
 */
export const S3_HOSTS: readonly string[] = [
  's3.amazonaws.com',
  ...Object.entries(AWS_REGIONS).flatMap(([domain, regions]) =>
    regions.flatMap((region) =>
      ['s3.', 's3-', 's3.dualstack.'].map((front) => `${front}${region}.${domain}`),
    ),
  ),
];

/** Domains of virtual-hosted requests: `BUCKET.DOMAIN`. */
export const BUCKET_DOMAINS: readonly string[] = [...S3_HOSTS, 'localhost'];

const DOMAINS = new Set(BUCKET_DOMAINS);

/** The bucket that a Host header names, if any. */
export const bucketInHost = (header: string): string | undefined =>
  isLoopbackHost(header) ? undefined : subdomainIn(header, DOMAINS);
