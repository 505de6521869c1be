/** Member of an error's document that holds its message. */
export type MessageKey = 'message' | 'Message';

/** The key for an error code, as declared in the service's model. */
export type MessageKeyOf = (code: string) => MessageKey;

/**
 * The usual key, or the other one for the given error codes. Clients generated from the model, such as Go's, find no
 * message under the wrong key.
 */
export const messageKey =
  (usual: MessageKey, others: readonly string[] = []): MessageKeyOf =>
  (code) =>
    others.includes(code) ? (usual === 'message' ? 'Message' : 'message') : usual;

/** What most services use. */
export const USUAL_MESSAGE_KEY = messageKey('message');
