import { AwsError } from '../../aws-error';

/**
 * Concurrent invocations of all functions in a region. An invocation waiting for another function counts as
 * well.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class Concurrency {
  private running = 0;

  constructor(private readonly limit: number) {}

  /** @throws AwsError `TooManyRequestsException` at the limit */
  async run<T>(invocation: () => Promise<T>): Promise<T> {
    if (this.running >= this.limit) throw tooManyRequests();
    this.running += 1;
    try {
      return await invocation();
    } finally {
      this.running -= 1;
    }
  }
}

const TOO_MANY = 'TooManyRequestsException';

const tooManyRequests = (): AwsError =>
  new AwsError(TOO_MANY, 'Rate Exceeded.', 429, {
    Reason: 'ConcurrentInvocationLimitExceeded',
    Type: 'User',
  });

/** Whether an invocation was throttled. */
export const isThrottle = (error: unknown): boolean => error instanceof AwsError && error.code === TOO_MANY;
