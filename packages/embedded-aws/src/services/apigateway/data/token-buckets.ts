/** A steady rate and its burst. */
export interface Limit {
  /** Requests a second. */
  readonly rate: number;
  /** Size of the bucket. */
  readonly burst: number;
}

/** Token buckets by key, on the embedded AWS's clock. */
export interface TokenBuckets {
  /** Takes a token out of a bucket, which starts full; false if there is none. */
  take(key: string, limit: Limit, nowMs: number): boolean;
  clear(): void;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
export function createTokenBuckets(): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key, { rate, burst }, nowMs) => {
      let bucket = buckets.get(key);
      if (!bucket) buckets.set(key, (bucket = { tokens: burst, atMs: nowMs }));
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1_000) * rate);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
    clear: () => buckets.clear(),
  };
}
