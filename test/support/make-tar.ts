import { Header, type HeaderData } from 'tar';

/** A member of a tar archive for a test, possibly malformed. */
export interface TarEntry extends HeaderData {
  readonly path: string;
  readonly content?: string | Buffer;
}

/** A tar archive, built by hand so that it can be malformed. */
export function makeTar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ content = '', ...data }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    new Header({ mode: 0o644, size: body.length, type: 'File', mtime: new Date(0), ...data }).encode(header);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
