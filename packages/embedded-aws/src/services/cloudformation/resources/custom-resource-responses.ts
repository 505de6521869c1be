/** The responses of custom resources, which come by HTTP, given to who waits for them. */
export class CustomResourceResponses {
  /** A token that was answered, or whose operation is over, stays: a late response is accepted, and lost. */
  private readonly waiting = new Map<string, (body: string) => void>();

  /** Begins to wait for the response to `token`; `onResponse` gets the body of the first. */
  expect(token: string, onResponse: (body: string) => void): void {
    this.waiting.set(token, onResponse);
  }

  /** Stops waiting. */
  forget(token: string): void {
    this.waiting.set(token, () => {});
  }

  /** @returns whether anybody ever waited for `token` */
  deliver(token: string, body: string): boolean {
    const onResponse = this.waiting.get(token);
    if (!onResponse) return false;
    this.forget(token);
    onResponse(body);
    return true;
  }
}
