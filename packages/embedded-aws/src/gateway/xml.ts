/** A value that can be written as XML: undefined members are omitted, lists become repeated elements. */
export type XmlValue = string | number | boolean | undefined | null | Date | readonly XmlValue[] | object;

/**
 * Writes members as elements. A list is wrapped in its member's element, each entry in `entry` (`member` in
 * the query protocol); a Map becomes key-value entries.
 */
export function toXml(members: object, entry = 'member'): string {
  return Object.entries(members)
    .map(([name, value]) => element(name, value as XmlValue, entry))
    .join('');
}

function element(name: string, value: XmlValue, entry: string): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return `<${name}>${value.map((one: XmlValue) => element(entry, one, entry)).join('')}</${name}>`;
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, XmlValue>)];
    return `<${name}>${entries.map(([key, one]) => element('entry', { key, value: one }, entry)).join('')}</${name}>`;
  }
  if (value instanceof Date) return `<${name}>${value.toISOString()}</${name}>`;
  if (typeof value === 'object') return `<${name}>${toXml(value, entry)}</${name}>`;
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** Escapes text content. Characters invalid in XML become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"\r]/g, (char) => XML_ESCAPES[char])
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

const XML_ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
