import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { KEY_USAGES, type Key, type KeySpec } from './key';

const DAY_SECONDS = 86_400;

/** A name for a key, `alias/shop`, which can move to another key. */
export interface Alias {
  readonly name: string;
  readonly arn: string;
  readonly keyId: string;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

const ALIAS = /^(?:arn:[^:]*:kms:[^:]*:[^:]*:)?(alias\/.*)$/;

/** Customer managed keys of a region and their aliases. */
export class KmsStore {
  private readonly keys = new Map<string, Key>();
  private readonly aliases = new Map<string, Alias>();

  constructor(readonly platform: Platform) {}

  /** Unix seconds on the embedded AWS's clock. */
  now(): number {
    return this.platform.clock.now() / 1_000;
  }

  /** By id. */
  list(): Key[] {
    return [...this.keys.values()].filter((key) => this.exists(key)).sort(byKey(({ id }) => id));
  }

  /** ARN from a key id or ARN; the key need not exist. */
  arnOf(keyId: string): string {
    const { region, accountId } = this.platform;
    return keyId.startsWith('arn:') ? keyId : `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
  }

  find(keyId: string): Key | undefined {
    const key = this.keys.get(keyId.slice(keyId.lastIndexOf('/') + 1));
    return key?.arn === this.arnOf(keyId) && this.exists(key) ? key : undefined;
  }

  /** @throws AwsError `NotFoundException` */
  mustFind(keyId: string): Key {
    const key = this.find(keyId);
    if (key) return key;
    const alias = ALIAS.exec(keyId)?.[1];
    if (alias !== undefined) this.mustFindAlias(alias);
    throw new AwsError('NotFoundException', `Key '${this.arnOf(keyId)}' does not exist`);
  }

  /** The id of the key behind an alias name or ARN; any other text, or an unknown alias, is returned unchanged. */
  behindAlias(keyId: string): string {
    const name = ALIAS.exec(keyId)?.[1];
    if (name === undefined || (keyId.startsWith('arn:') && keyId !== this.aliasArn(name))) return keyId;
    return this.findAlias(name)?.keyId ?? keyId;
  }

  aliasArn(name: string): string {
    return `arn:aws:kms:${this.platform.region}:${this.platform.accountId}:${name}`;
  }

  /** Sorted by name. An alias is deleted with its key. */
  listAliases(): Alias[] {
    return [...this.aliases.values()].filter(({ keyId }) => this.find(keyId)).sort(byKey(({ name }) => name));
  }

  findAlias(name: string): Alias | undefined {
    const alias = this.aliases.get(name);
    return alias && this.find(alias.keyId) ? alias : undefined;
  }

  /** @throws AwsError `NotFoundException` */
  mustFindAlias(name: string): Alias {
    const alias = this.findAlias(name);
    if (alias) return alias;
    throw new AwsError('NotFoundException', `Alias ${this.aliasArn(name)} is not found.`);
  }

  /** Creates an alias, or moves it to another key. */
  putAlias(name: string, { id: keyId }: Key): void {
    const updatedAt = this.now();
    const createdAt = this.findAlias(name)?.createdAt ?? updatedAt;
    this.aliases.set(name, { name, arn: this.aliasArn(name), keyId, createdAt, updatedAt });
  }

  removeAlias(name: string): void {
    this.aliases.delete(name);
  }

  /**
   * For operations not allowed on a key pending deletion. @throws AwsError `NotFoundException`,
   * `KMSInvalidStateException`
   */
  mustFindLasting(keyId: string): Key {
    const key = this.mustFind(keyId);
    if (key.state === 'PendingDeletion')
      throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
    return key;
  }

  /**
   * An enabled key with this usage.
   *
   * @throws AwsError `NotFoundException`, `KMSInvalidStateException`, `DisabledException`, `InvalidKeyUsageException`
   */
  mustFindUsable(keyId: string, usage: (typeof KEY_USAGES)[KeySpec] = 'ENCRYPT_DECRYPT'): Key {
    const key = this.mustFindLasting(keyId);
    if (KEY_USAGES[key.spec] !== usage)
      throw new AwsError(
        'InvalidKeyUsageException',
        `${key.arn} key usage is ${KEY_USAGES[key.spec]} which is not valid for this operation.`,
      );
    if (key.state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`);
    return key;
  }

  add(given: Pick<Key, 'description' | 'policy' | 'tags' | 'spec'>): Key {
    const id = this.platform.newId();
    const key: Key = {
      ...given,
      id,
      arn: this.arnOf(id),
      createdAt: this.now(),
      material: randomBytes(32),
      grants: new Map(),
      state: 'Enabled',
    };
    this.keys.set(id, key);
    this.platform.meter.hold('keys', id, 1);
    this.platform.changes.notify();
    return key;
  }

  /** Disables a key at once, and deletes it after some days. */
  scheduleDeletion(key: Key, afterDays: number): void {
    key.state = 'PendingDeletion';
    // Not billed while pending deletion.
    this.platform.meter.hold('keys', key.id, 0);
    key.deletionDate = this.now() + afterDays * DAY_SECONDS;
    this.platform.changes.notify();
  }

  /** The key ends up disabled. */
  cancelDeletion(key: Key): void {
    key.deletionDate = undefined;
    key.state = 'Disabled';
    this.platform.meter.hold('keys', key.id, 1);
  }

  private exists({ deletionDate = Infinity }: Key): boolean {
    return this.now() < deletionDate;
  }
}
