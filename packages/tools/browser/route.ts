/** A route, parsed from the URL fragment. */
export interface Route {
  /** `''` for the shop, `item`, `search`, `deployment`, `data`, `quality`, `effect`. */
  readonly view: string;
  /** What the view is about: an item's id. */
  readonly id: string;
  readonly query: URLSearchParams;
}

/** Reads `#/view/id?name=value`. */
export function parseRoute(hash: string): Route {
  const [path, query] = hash.replace(/^#\/?/, '').split('?', 2);
  const [view, id = ''] = path.split('/');
  return { view, id: decoded(id), query: new URLSearchParams(query) };
}

/** The address of a place. */
export function routeTo(view: string, id = '', query: Readonly<Record<string, string>> = {}): string {
  const parameters = new URLSearchParams(query).toString();
  return `#/${view}${id && `/${encodeURIComponent(id)}`}${parameters && `?${parameters}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
