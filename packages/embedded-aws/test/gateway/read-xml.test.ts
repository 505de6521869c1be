import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { readXml, type XmlElement } from '../../src/gateway/read-xml';

/** As an object: texts and lists of elements by their names. */
const plain = ({ text, children }: XmlElement): unknown =>
  children.size === 0
    ? text
    : Object.fromEntries(Array.from(children, ([name, elements]) => [name, elements.map(plain)]));

const read = (text: string): unknown => {
  const root = readXml(text);
  return root && plain(root);
};

/** A second parser's result for documents that both accept. */
const oracle = new XMLParser({
  isArray: (name, path) => path !== name,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
});

const NAMES = fc.constantFrom('Delete', 'Object', 'Key', 'a-b', '_c.1');
const WORDS = fc
  .string({
    unit: fc.constantFrom('a', 'ä', '🎁', '&amp;', '&lt;', '&quot;', '"', '>'),
    minLength: 1,
  })
  .map((text) => `x${text}`);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      NAMES,
      fc.constantFrom('', ' a="1"', ' a="&lt;"', "\n b = '>'  c=\"'\" "),
      fc.oneof(
        { maxDepth: 4 },
        WORDS,
        fc.array(tie('element'), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
      ),
    )
    .map(([name, attributes, content]) => `<${name}${attributes}>${content}</${name} >`),
}));

describe('XML', () => {
  it('is read as another reader reads it', () => {
    fc.assert(
      fc.property(element, (text) => {
        const [root] = Object.values(
          oracle.parse(`<?xml version="1.0"?><!-- a -->${text}`) as Record<string, unknown>,
        );
        expect(read(`<?xml version="1.0"?><!-- a -->${text}\n`)).toEqual(root);
      }),
    );
  });

  it.each([
    ['an element without content', '<a/>', ''],
    ['prefixes', '<s:a xmlns:s="x"><s:b>1</s:b></s:a>', { b: ['1'] }],
    ['marks of the order of bytes', '\ufeff<a>1</a>', '1'],
    ['characters by number', '<a>&#65;&#x42;&#x1f381;</a>', 'AB🎁'],
    ['CDATA', '<a>1<![CDATA[<b>&amp;]]>2</a>', '1<b>&amp;2'],
    ['comments and instructions between texts', '<a>1<!-- <b> -->2<?x <c> ?>3</a>', '123'],
    ['names of prototypes', '<a><constructor>1</constructor></a>', { constructor: ['1'] }],
    ['a hundred levels', nested(100), read(nested(100))],
  ])('may have %s', (_, text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ['nothing', ''],
    ['text alone', 'a'],
    ['two roots', '<a/><b/>'],
    ['text behind the root', '<a/>b'],
    ['text between the root and a comment', '<a/>b<!-- c -->'],
    ['text between the root and an instruction', '<a/>b <?c d?> <!-- e -->'],
    ['an element that is not closed', '<a><b></a>'],
    ['a root that is not closed', '<a><b></b>'],
    ['another end', '<a></b>'],
    ['an end alone', '</a>'],
    ['an end more', '<a></a></a>'],
    ['an end with attributes', '<a></a b="1">'],
    ['a name that begins with a digit', '<1/>'],
    ['no name', '<>a</>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without a value', '<a b/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['attributes without a space between', '<a b="1"c="2"/>'],
    ['a value without its end', '<a b="1/>'],
    ['a bare &', '<a>b & c</a>'],
    ['an entity that nobody declared', '<a>&b;</a>'],
    ['a character that there is not', '<a>&#x110000;</a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
    ['a document type in small letters', '<!doctype a><a/>'],
    ['a comment without end', '<a><!-- </a>'],
    ['CDATA without end', '<a><![CDATA[</a>'],
    ['CDATA outside', '<![CDATA[x]]><a/>'],
    ['an instruction without end', '<?xml <a/>'],
    ['101 levels', nested(101)],
    ['100,001 elements', `<a>${'<b/>'.repeat(100_000)}</a>`],
  ])('fails with %s', (_, text) => {
    expect(read(text)).toBeUndefined();
  });
});

function nested(levels: number): string {
  return '<a>'.repeat(levels) + '</a>'.repeat(levels);
}
