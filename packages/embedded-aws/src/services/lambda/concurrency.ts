import { AwsError } from '../../aws-error';

/**
 * Minimum that reservations leave to functions without one. Accounts with a lower limit can reserve nothing: the minimum is
 * their limit.
 */
const LEAST_UNRESERVED = 100;

/**
 * Concurrent invocations of all functions in a region. An invocation waiting for another function counts as
 * well.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class Concurrency {
  /** By function name, of all its versions. */
  private readonly running = new Map<string, number>();
  private readonly reservations = new Map<string, number>();

  constructor(readonly limit: number) {}

  /** Executions left to functions without a reservation. */
  get unreserved(): number {
    return [...this.reservations.values()].reduce((left, reserved) => left - reserved, this.limit);
  }

  /** A function's reservation, if it has one. */
  reservedFor(name: string): number | undefined {
    return this.reservations.get(name);
  }

  /**
   * Reserves executions for a function, which is then limited to these.
   *
   * @throws AwsError `InvalidParameterValueException` if too few were left to others
   */
  reserve(name: string, executions: number): void {
    const least = Math.min(LEAST_UNRESERVED, this.limit);
    if (this.unreserved + (this.reservations.get(name) ?? 0) - executions < least)
      throw new AwsError(
        'InvalidParameterValueException',
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below " +
          `its minimum value of [${least}].`,
      );
    this.reservations.set(name, executions);
  }

  release(name: string): void {
    this.reservations.delete(name);
  }

  /** @throws AwsError `TooManyRequestsException` at the limit */
  async run<T>(name: string, invocation: () => Promise<T>): Promise<T> {
    this.refuseBeyondLimit(name);
    this.running.set(name, this.runningOf(name) + 1);
    try {
      return await invocation();
    } finally {
      const left = this.runningOf(name) - 1;
      if (left > 0) this.running.set(name, left);
      else this.running.delete(name);
    }
  }

  private refuseBeyondLimit(name: string): void {
    const reserved = this.reservations.get(name);
    if (reserved !== undefined) {
      if (this.runningOf(name) >= reserved)
        throw tooManyRequests('ReservedFunctionConcurrentInvocationLimitExceeded');
      return;
    }
    let running = 0;
    for (const [other, count] of this.running) if (!this.reservations.has(other)) running += count;
    if (running >= this.unreserved) throw tooManyRequests('ConcurrentInvocationLimitExceeded');
  }

  private runningOf(name: string): number {
    return this.running.get(name) ?? 0;
  }
}

const TOO_MANY = 'TooManyRequestsException';

const tooManyRequests = (Reason: string): AwsError =>
  new AwsError(TOO_MANY, 'Rate Exceeded.', 429, { Reason, Type: 'User' });

/** Whether an invocation was throttled. */
export const isThrottle = (error: unknown): boolean => error instanceof AwsError && error.code === TOO_MANY;
