import type { StoredObject } from './bucket';

/** The objects of a bucket by their keys, and the keys in the order in which S3 lists them. */
export class KeyedObjects {
  private readonly objects = new Map<string, StoredObject>();
  private sorted: readonly string[] | undefined;

  get size(): number {
    return this.objects.size;
  }

  get(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  values(): IterableIterator<StoredObject> {
    return this.objects.values();
  }

  set(object: StoredObject): void {
    if (!this.objects.has(object.key)) this.sorted = undefined;
    this.objects.set(object.key, object);
  }

  delete(key: string): void {
    if (this.objects.delete(key)) this.sorted = undefined;
  }

  /** In ascending order of their UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.objects.keys()].sort(byUtf8);
    return this.sorted;
  }
}

/** S3's order: UTF-8 bytes, which JavaScript's own differs from above U+FFFF. */
export const byUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
