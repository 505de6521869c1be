/** An XML element. Attributes are checked for syntax and dropped. */
export interface XmlElement {
  /** Without its children's text. */
  readonly text: string;
  /** By local name, in document order. */
  readonly children: ReadonlyMap<string, readonly XmlElement[]>;
}

/** An element being parsed. */
interface OpenElement extends XmlElement {
  readonly name: string;
  text: string;
  readonly children: Map<string, OpenElement[]>;
}

const MAX_LEVELS = 100;

/** S3's largest document lists 10,000 parts, each with a number, an ETag and up to seven checksums. */
const MAX_ELEMENTS = 100_000;

/** Processing instructions and comments, by start and end. */
const ASIDES: readonly [start: string, end: string][] = [
  ['<?', '?>'],
  ['<!--', '-->'],
];
const [CDATA, CDATA_END] = ['<![CDATA[', ']]>'];

// Sticky and unambiguous, so there is no backtracking.
const TAG = /<(\/?)([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"[^"<]*"|'[^'<]*')/y;
const TAG_END = /\s*(\/?)>/y;

/**
 * Parses XML in one pass, without document types and so without entities besides XML's own.
 *
 * @returns the root; undefined if malformed, more than 100 levels deep, or more than 100,000 elements
 */
export function readXml(text: string): XmlElement | undefined {
  const document = newElement('');
  const open = [document];
  let elements = 0;
  let at = text.startsWith('\ufeff') ? 1 : 0;

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  }

  /** Consumes text between a start, at the current position, and an end. */
  function takeBetween(start: string, end: string): string | undefined {
    const from = at + start.length;
    const to = text.indexOf(end, from);
    if (to < 0) return undefined;
    at = to + end.length;
    return text.slice(from, to);
  }

  function takeWords(): string | undefined {
    if (text.startsWith(CDATA, at)) return takeBetween(CDATA, CDATA_END);
    const next = text.indexOf('<', at);
    const words = text.slice(at, next < 0 ? text.length : next);
    at += words.length;
    return unescaped(words);
  }

  function takeTag(parent: OpenElement): boolean {
    const [, slash, name] = take(TAG) ?? [];
    if (name === undefined) return false;
    const attributes: string[] = [];
    for (let found = take(ATTRIBUTE); found; found = take(ATTRIBUTE)) attributes.push(found[1]);
    const end = take(TAG_END);
    if (!end) return false;
    if (slash) return attributes.length === 0 && end[1] === '' && open.pop()!.name === name;
    if (attributes.length > 1 && new Set(attributes).size < attributes.length) return false;
    if (++elements > MAX_ELEMENTS || open.length > MAX_LEVELS) return false;
    const element = newElement(name);
    const local = name.slice(name.indexOf(':') + 1);
    const siblings = parent.children.get(local);
    if (siblings) siblings.push(element);
    else parent.children.set(local, [element]);
    if (end[1] === '') open.push(element);
    return true;
  }

  while (at < text.length) {
    const parent = open[open.length - 1];
    const aside = ASIDES.find(([start]) => text.startsWith(start, at));
    if (aside) {
      if (takeBetween(...aside) === undefined) return undefined;
    } else if (text.startsWith('<', at) && !text.startsWith(CDATA, at)) {
      if (!takeTag(parent)) return undefined;
    } else {
      const words = takeWords();
      if (words === undefined) return undefined;
      parent.text += words;
    }
  }
  const roots = [...document.children.values()].flat();
  const isWhole = open.length === 1 && roots.length === 1 && document.text.trim() === '';
  return isWhole ? roots[0] : undefined;
}

const newElement = (name: string): OpenElement => ({ name, text: '', children: new Map() });

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

/** An unknown entity, or a bare `&`. */
const WRONG_ENTITY = /&(?!(?:amp|apos|gt|lt|quot|#x[\dA-Fa-f]{1,5}|#x10[\dA-Fa-f]{4}|#\d{1,6}|#10\d{5});)/;

/** Replaces entities by their characters. */
function unescaped(text: string): string | undefined {
  if (WRONG_ENTITY.test(text)) return undefined;
  return text.replace(/&(?:#x(\w+)|#(\d+)|(\w+));/g, (_, hex?: string, decimal?: string, name = '') =>
    name === '' ? String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)) : ENTITIES[String(name)],
  );
}
