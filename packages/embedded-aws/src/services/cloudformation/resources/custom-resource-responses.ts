import { WaitHandle } from './wait-handle';

/** Routes requests to response URLs to their waiters: custom resource responses, and signals to wait conditions. */
export class CustomResourceResponses {
  /** Tokens outlive the response and the operation, so that a late response is accepted and dropped. */
  private readonly waiting = new Map<string, (body: string) => void>();

  private readonly handles = new Map<string, WaitHandle>();

  /** Accepts signals to `token` from now on. */
  openHandle(token: string): void {
    this.handles.set(token, new WaitHandle());
  }

  handle(token: string): WaitHandle | undefined {
    return this.handles.get(token);
  }

  closeHandle(token: string): void {
    this.handles.delete(token);
  }

  /** Expects the response to `token`; `onResponse` gets the first body. */
  expect(token: string, onResponse: (body: string) => void): void {
    this.waiting.set(token, onResponse);
  }

  /** Stops waiting. */
  forget(token: string): void {
    this.waiting.set(token, () => {});
  }

  /** @returns whether `token` was ever expected, or is that of a handle */
  deliver(token: string, body: string): boolean {
    const handle = this.handles.get(token);
    if (handle) {
      handle.receive(body);
      return true;
    }
    const onResponse = this.waiting.get(token);
    if (!onResponse) return false;
    this.forget(token);
    onResponse(body);
    return true;
  }
}
