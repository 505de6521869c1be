import type { ListSolutionsCommand } from '@aws-sdk/client-personalize';

/**
 * The SDK's command for an operation known by name only. It is typed as one of them, which
 * a client needs to send it.
 */
export function commandOf(sdk: object, operation: string, input: object = {}): ListSolutionsCommand {
  const commands = sdk as Readonly<Record<string, new (input: object) => ListSolutionsCommand>>;
  return new commands[`${operation}Command`](input);
}
