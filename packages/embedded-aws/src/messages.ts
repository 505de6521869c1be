/** A message that would have left the account, as `GET /_local/messages` shows it. */
export interface Message {
  /** ISO 8601, on the embedded AWS's clock. */
  readonly time: string;
  readonly topicArn: string;
  readonly protocol: string;
  /** An e-mail address. */
  readonly endpoint: string;
  readonly subject?: string;
  readonly message: string;
}

/** Keeps messages instead of delivering them: the embedded AWS sends nothing. */
export interface Messages {
  add(message: Message): void;
  /** The latest 1,000, oldest first. */
  list(): Message[];
  clear(): void;
}

const CAPACITY = 1_000;

/** An empty outbox. */
export function createMessages(): Messages {
  let entries: Message[] = [];
  return {
    add: (message) => {
      entries.push(message);
      if (entries.length > CAPACITY) entries = entries.slice(-CAPACITY);
    },
    list: () => [...entries],
    clear: () => {
      entries = [];
    },
  };
}
