/** Views bytes as words. Making a view takes longer than a look at a few words, so the latest is kept. */
export class LatestView {
  private bytes: Uint8Array = Buffer.alloc(0);
  private view = new DataView(this.bytes.buffer);

  /** A view of exactly these bytes. */
  of(bytes: Uint8Array): DataView {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.view;
  }
}
