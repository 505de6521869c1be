import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An XML element. Attributes are checked for syntax and dropped. */
export interface XmlElement {
  /** Without its children's text. */
  readonly text: string;
  /** By local name, in document order. */
  readonly children: ReadonlyMap<string, readonly XmlElement[]>;
}

const MAX_LEVELS = 100;

/** S3's largest document lists 10,000 parts, each with a number, an ETag and up to seven checksums. */
const MAX_ELEMENTS = 100_000;

/** The parser's own names begin with another character. */
const PREFIX = '$';

const PARSER = new XMLParser({
  preserveOrder: true,
  removeNSPrefix: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  // The parser leaves unknown entities as they are, and expands a thousand at most.
  processEntities: false,
  maxNestedTags: MAX_LEVELS,
  cdataPropName: '#cdata',
  // The parser refuses names such as `constructor`, which are harmless in a Map, and transforms names of empty
  // elements twice.
  transformTagName: (name) => (name.startsWith(PREFIX) ? name : PREFIX + name),
});

/** A text, a section of CDATA or an element, by its name. */
type Node = Readonly<Record<string, string | readonly Node[]>>;

/**
 * Parses XML, without document types and so without entities besides XML's own.
 *
 * @returns the root; undefined if malformed, more than 100 levels deep, or more than 100,000 elements
 */
export function readXml(text: string): XmlElement | undefined {
  // The validator misses text after the root.
  if (/<!doctype/i.test(text) || !withoutLastAsides(text).endsWith('>')) return undefined;
  if (XMLValidator.validate(text) !== true) return undefined;
  let elements = 0;

  function elementOf(nodes: readonly Node[], level: number): XmlElement {
    if (++elements > MAX_ELEMENTS + 1 || level > MAX_LEVELS) throw new Error('The document is too large.');
    const children = new Map<string, XmlElement[]>();
    let text = '';
    for (const node of nodes) {
      const [[name, content]] = Object.entries(node);
      if (typeof content === 'string') text += unescaped(content);
      else if (name === '#cdata') text += content[0]['#text'] as string;
      else {
        const element = elementOf(content, level + 1);
        const local = name.slice(PREFIX.length);
        const siblings = children.get(local);
        if (siblings) siblings.push(element);
        else children.set(local, [element]);
      }
    }
    return { text, children };
  }

  try {
    const document = elementOf(PARSER.parse(text) as readonly Node[], 0);
    const roots = [...document.children.values()].flat();
    return roots.length === 1 && document.text.trim() === '' ? roots[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Processing instructions and comments, by start and end. */
const ASIDES: readonly (readonly [start: string, end: string])[] = [
  ['<?', '?>'],
  ['<!--', '-->'],
];

/** The document up to the end of its root element. */
function withoutLastAsides(text: string): string {
  const rest = text.trimEnd();
  const aside = ASIDES.find(([, end]) => rest.endsWith(end));
  const start = aside ? rest.lastIndexOf(aside[0]) : -1;
  return start < 0 ? rest : withoutLastAsides(rest.slice(0, start));
}

const ENTITIES = new Map(Object.entries({ amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' }));

/** Replaces entities by their characters. @throws Error for an unknown entity, a bare `&`, or an invalid character */
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\dA-Fa-f]+);|#(\d+);|(\w+);)?/g, (_, hex?: string, decimal?: string, name = '') => {
    if (hex ?? decimal) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
    const known = ENTITIES.get(String(name));
    if (known === undefined) throw new Error('The entity is unknown.');
    return known;
  });
