import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Fields, Shape } from '../../gateway/shape';
import { s3Error } from './s3-errors';
import { LIST_NAMES } from './s3-wire-names';
import { typedValue } from './typed-value';

type XmlNode = string | XmlElement | readonly XmlNode[];
interface XmlElement {
  readonly [name: string]: XmlNode;
}

// Entities are left to `unescape`, which knows no others than XML's own and characters by number: nothing
// expands, and S3 takes no document type either, where others would be declared.
const parser = new XMLParser({
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
  trimValues: false,
});

/**
 * Reads a body of S3 as a value of its shape, whatever the name of the root element. What no shape names
 * is kept for validation to refuse.
 *
 * @throws AwsError `MalformedXML`
 */
export function readS3Xml(text: string, shape: Shape): unknown {
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) throw s3Error('MalformedXML');
  const document = parsed(text);
  const [root] = Object.entries(document).filter(([name]) => name !== '#text');
  if (!root) throw s3Error('MalformedXML');
  return valueOf(root[1], shape);
}

/** The parser refuses what is nested too deeply, and names that are taken in JavaScript, by plain errors. */
function parsed(text: string): XmlElement {
  try {
    return parser.parse(text) as XmlElement;
  } catch {
    throw s3Error('MalformedXML');
  }
}

function valueOf(node: XmlNode, shape: Shape | undefined): unknown {
  if (shape?.type === 'structure') return structureOf(node, shape.fields);
  if (shape?.type === 'list') return (isList(node) ? node : [node]).map((entry) => valueOf(entry, shape.of));
  return typeof node === 'string' ? typedValue(unescape(node), shape) : node;
}

function structureOf(node: XmlNode, fields: Fields): unknown {
  if (isList(node)) throw s3Error('MalformedXML');
  // An element without children, or with nothing but white space, is a structure without members.
  const elements = typeof node === 'string' ? [] : Object.entries(node).filter(([name]) => name !== '#text');
  const memberOf = new Map(Object.keys(fields).map((member) => [elementOf(member, fields[member]), member]));
  return Object.fromEntries(
    elements.map(([name, element]) => {
      const member = memberOf.get(name) ?? name;
      const shape = Object.hasOwn(fields, member) ? fields[member] : undefined;
      const names = shape?.type === 'list' ? LIST_NAMES[member] : undefined;
      return [
        member,
        valueOf(names?.wrapper === undefined ? element : entriesIn(element, names.entry), shape),
      ];
    }),
  );
}

function elementOf(member: string, shape: Shape): string {
  const names = shape.type === 'list' ? LIST_NAMES[member] : undefined;
  return names?.wrapper ?? names?.entry ?? member;
}

const entriesIn = (wrapper: XmlNode, entry: string): XmlNode =>
  typeof wrapper === 'string' || isList(wrapper) ? [] : (wrapper[entry] ?? []);

const isList = (node: XmlNode): node is readonly XmlNode[] => Array.isArray(node);

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['quot', '"'],
]);

const unescape = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex?: string, decimal?: string, name: string = '') => {
      const code = hex ? parseInt(hex, 16) : Number(decimal ?? NaN);
      if (Number.isNaN(code)) return ENTITIES.get(name) ?? all;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
