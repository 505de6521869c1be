import type { XmlElement } from '../../gateway/read-xml';
import type { Shape, Fields } from '../../gateway/shape';
import { s3Error } from './s3-errors';
import { ELEMENT_NAMES, LIST_NAMES } from './s3-wire-names';

/** Converts wire text to its shape's type; invalid values are left for validation. */
export function typedValue(text: string, shape: Shape | undefined): unknown {
  const type = shape?.type;
  if (type === 'integer' || type === 'number') return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'timestamp') return Date.parse(text) / 1_000;
  return text;
}

/**
 * Parses an XML body by its shape, whatever the root's name. Unknown members are kept for validation to
 * reject.
 *
 * @throws AwsError `MalformedXML`
 */
export function readS3Xml(text: string, shape: Shape): unknown {
  // Lazy: its library takes 12 ms to load, and few requests have XML.
  const { readXml } = require('../../gateway/read-xml') as typeof import('../../gateway/read-xml');
  const root = readXml(text);
  if (!root) throw s3Error('MalformedXML');
  return valueOf([root], shape);
}

function valueOf(elements: readonly XmlElement[], shape: Shape | undefined): unknown {
  const [element, ...others] = elements;
  if (shape?.type === 'list') return elements.map((one) => valueOf([one], shape.of));
  if (shape && others.length > 0) throw s3Error('MalformedXML');
  if (shape?.type === 'structure') return structureOf(element, shape.fields);
  if (shape && element.children.size > 0) throw s3Error('MalformedXML');
  return typedValue(element.text, shape);
}

function structureOf({ children }: XmlElement, fields: Fields): unknown {
  const memberOf = new Map(Object.keys(fields).map((member) => [elementOf(member, fields[member]), member]));
  return Object.fromEntries(
    Array.from(children, ([name, elements]) => {
      const member = memberOf.get(name) ?? name;
      const shape = Object.hasOwn(fields, member) ? fields[member] : undefined;
      const names = shape?.type === 'list' ? LIST_NAMES[member] : undefined;
      // CreateBucket's Tags are in an element of that name, those of a lifecycle rule in none.
      const isWrapped = names?.wrapper !== undefined || name === 'Tags';
      const entries =
        !isWrapped || names === undefined
          ? elements
          : elements.flatMap((one) => one.children.get(names.entry) ?? []);
      return [member, valueOf(entries, shape)];
    }),
  );
}

function elementOf(member: string, shape: Shape): string {
  const names = shape.type === 'list' ? LIST_NAMES[member] : undefined;
  return names?.wrapper ?? names?.entry ?? ELEMENT_NAMES[member] ?? member;
}
