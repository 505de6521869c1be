/**
 * The path of a request as HTTP APIs route it and hand it on: decoded twice, and cut at a question mark that the
 * first time yields, as the real service was seen to do. Undefined for what cannot be decoded, which it refuses.
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
