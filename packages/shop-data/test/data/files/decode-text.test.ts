import fc from 'fast-check';
import { decodeText } from '../../../src/data/files/decode-text';
import { inOneMemory } from '../mapping/memory-shop';

async function decoded(bytes: Buffer, size: number): Promise<string> {
  let text = '';
  for await (const piece of decodeText(inOneMemory(bytes, size), 'utf-8', 'shop.csv'))
    text += piece.toString();
  return text;
}

it('UTF-8 is decoded, or refused, as a TextDecoder does, in pieces of any size', async () => {
  const bytes = fc.constantFrom(
    ...[[0x41], [0xc3, 0xbc], [0xe2, 0x82, 0xac], [0xef, 0xbb, 0xbf], [0xf0, 0x9f, 0x98, 0x80]],
    ...[[0x80], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xff]],
  );
  const texts = fc.oneof(
    fc.array(bytes, { maxLength: 12 }).map((all) => Buffer.from(all.flat())),
    fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 7 }), async (bytes, size) => {
      let expected: string | undefined;
      try {
        expected = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        await expect(decoded(bytes, size)).rejects.toThrow('shop.csv is not utf-8 text; set "encoding"');
        return;
      }
      expect(await decoded(bytes, size)).toBe(expected);
    }),
    { seed: 3, numRuns: 500 },
  );
});
