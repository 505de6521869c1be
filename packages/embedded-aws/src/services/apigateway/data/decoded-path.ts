/**
 * A request path as HTTP APIs route and forward it: decoded twice, and truncated at a question mark that the first
 * decoding yields, as observed on AWS. Undefined if it cannot be decoded; AWS rejects such requests.
 *
 * @see https://github.com/hotsock/voker/pull/8
 */
export function decodedPath(path: string): string | undefined {
  try {
    const [once] = decodeURIComponent(path).split('?');
    return decodeURIComponent(once);
  } catch {
    return undefined;
  }
}
