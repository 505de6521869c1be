import { escapeXml, type XmlValue } from '../../gateway/xml';
import { ELEMENT_NAMES, LIST_NAMES } from './s3-wire-names';

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** An S3 document; `value` is a structure or, as in GetBucketLocation, a text. */
export const writeS3Xml = (root: string, value: XmlValue): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${XMLNS}">${content(value)}</${root}>`;

function content(value: XmlValue): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .map(([member, one]) => memberOf(member, one as XmlValue))
    .join('');
}

function memberOf(member: string, value: XmlValue): string {
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return element(ELEMENT_NAMES[member] ?? member, value);
  const { wrapper, entry } = LIST_NAMES[member] ?? { wrapper: undefined, entry: member };
  const entries = value.map((one: XmlValue) => element(entry, one)).join('');
  return wrapper === undefined ? entries : `<${wrapper}>${entries}</${wrapper}>`;
}

/** A grantee's type is the only attribute in S3's XML. */
function element(name: string, value: XmlValue): string {
  if (name !== 'Grantee') return `<${name}>${content(value)}</${name}>`;
  const { Type, ...members } = value as { Type: string };
  return `<Grantee xmlns:xsi="${XSI}" xsi:type="${Type}">${content(members)}</Grantee>`;
}
