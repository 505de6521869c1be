import { AwsError } from '../../aws-error';

/** Part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * Cuts a page out of a list, in order of ARN. The token holds the last ARN returned, so that concurrent
 * changes neither skip nor repeat items.
 *
 * @param listName - part of the token, so that other lists reject it
 * @throws AwsError `InvalidNextTokenException`
 */
export function pageOf<T extends { readonly arn: string }>(
  listName: string,
  all: readonly T[],
  { nextToken, maxResults = 100 }: { readonly nextToken?: string; readonly maxResults?: number },
): Page<T> {
  const after = nextToken === undefined ? '' : readToken(listName, nextToken);
  const rest = all.filter(({ arn }) => arn > after).sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const items = rest.slice(0, maxResults);
  return rest.length > items.length
    ? { items, nextToken: writeToken(listName, items[items.length - 1].arn) }
    : { items };
}

const writeToken = (listName: string, arn: string): string =>
  Buffer.from(JSON.stringify([listName, arn])).toString('base64url');

function readToken(listName: string, token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const prefix = `${JSON.stringify([listName]).slice(0, -1)},"`;
  if (!text.startsWith(prefix) || !text.endsWith('"]'))
    throw new AwsError('InvalidNextTokenException', `The nextToken was not returned by ${listName}.`);
  return text.slice(prefix.length, -2);
}
