/** Passes custom resource responses, received over HTTP, to whoever waits for them. */
export class CustomResourceResponses {
  /** Tokens stay after the response or the operation's end: a late response is accepted and dropped. */
  private readonly waiting = new Map<string, (body: string) => void>();

  /** Expects the response to `token`; `onResponse` gets the first body. */
  expect(token: string, onResponse: (body: string) => void): void {
    this.waiting.set(token, onResponse);
  }

  /** Stops waiting. */
  forget(token: string): void {
    this.waiting.set(token, () => {});
  }

  /** @returns whether `token` was ever expected */
  deliver(token: string, body: string): boolean {
    const onResponse = this.waiting.get(token);
    if (!onResponse) return false;
    this.forget(token);
    onResponse(body);
    return true;
  }
}
