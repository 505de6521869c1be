/** Member of an error's document that holds its message. */
export type MessageKey = 'message' | 'Message';

/** Gives the key for an error's code, as the service's model has it. */
export type MessageKeyOf = (code: string) => MessageKey;

/**
 * The key that most errors of a service have, and the error codes with the other one. A client generated from
 * the model, such as Go's, shows no message under a wrong key.
 */
export const messageKey =
  (usual: MessageKey, others: readonly string[] = []): MessageKeyOf =>
  (code) =>
    others.includes(code) ? (usual === 'message' ? 'Message' : 'message') : usual;

/** What most services use. */
export const USUAL_MESSAGE_KEY = messageKey('message');
