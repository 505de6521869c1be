/** What CloudWatch Logs adds to each event for its overhead. */
const EVENT_BYTES = 26;

/** The size by which AWS limits and charges an event: its message in UTF-8 and 26 bytes. */
export const bytesOf = ({ message }: { readonly message: string }): number =>
  Buffer.byteLength(message) + EVENT_BYTES;

/** {@link bytesOf} of them all. */
export const bytesOfAll = (events: readonly { readonly message: string }[]): number =>
  events.reduce((total, event) => total + bytesOf(event), 0);
