import { strToU8, zipSync } from 'fflate';
import { zipEntries } from '../../../local/services/lambda/zip-entries';

const TEXT = 'exports.handler = async () => 1;'.repeat(100);

describe('the entries of a zip archive', () => {
  it('are files and folders, packed or not', () => {
    const archive = zipSync({
      'index.js': strToU8(TEXT),
      'größe.txt': [strToU8('stored'), { level: 0 }],
      'empty.js': strToU8(''),
      'folder/': new Uint8Array(),
      'folder/file.js': [strToU8(TEXT), { extra: { 1: strToU8('more') }, comment: 'a comment' }],
    });
    const entries = zipEntries(Buffer.from(archive));
    expect(entries.map(({ name, sizeBytes, read }) => [name, sizeBytes, read().toString()])).toEqual([
      ['index.js', TEXT.length, TEXT],
      ['größe.txt', 6, 'stored'],
      ['empty.js', 0, ''],
      ['folder/', 0, ''],
      ['folder/file.js', TEXT.length, TEXT],
    ]);
  });

  const archive = Buffer.from(zipSync({ 'index.js': strToU8(TEXT) }));
  const damaged = (change: (copy: Buffer, directory: number) => void): Buffer => {
    const copy = Buffer.from(archive);
    change(copy, copy.indexOf('PK\x01\x02', 0, 'latin1'));
    return copy;
  };
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('text')],
    ['an archive that breaks off', archive.subarray(0, -30)],
    ['a directory that is damaged', damaged((copy, at) => copy.writeUInt8(0, at))],
    ['a directory that leads nowhere', damaged((copy) => copy.writeUInt32LE(0xffffffff, copy.length - 6))],
    ['a file that leads nowhere', damaged((copy, at) => copy.writeUInt32LE(0xffffff, at + 42))],
    ['a file that is longer than the archive', damaged((copy, at) => copy.writeUInt32LE(0xffffff, at + 20))],
    ['a file that is larger than it says', damaged((copy, at) => copy.writeUInt32LE(10, at + 24))],
    ['a file that is packed in another way', damaged((copy, at) => copy.writeUInt16LE(12, at + 10))],
  ])('are none of %s', (_what, data) => {
    expect(() => zipEntries(data).map(({ read }) => read())).toThrow();
  });
});
