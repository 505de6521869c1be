/** A route, parsed from the URL fragment. */
export interface Route {
  /** `''` for the shop, `item`, `search`, `deployment`, `data`, `quality`, `effect`. */
  readonly view: string;
  /** Id of the item that the view shows. */
  readonly id: string;
  readonly query: URLSearchParams;
}

/** Parses `#/view/id?name=value`. */
export function parseRoute(hash: string): Route {
  const [path, query] = hash.replace(/^#\/?/, '').split('?', 2);
  const [view, id = ''] = path.split('/');
  return { view, id: decoded(id), query: new URLSearchParams(query) };
}

/** The URL fragment of a route. */
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
