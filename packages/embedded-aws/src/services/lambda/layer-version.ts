import type { FunctionCode, PolicyStatement } from './lambda-function';

/** A version of a layer; immutable except for its policy. Functions keep a deleted version. */
export interface LayerVersion {
  readonly name: string;
  readonly version: number;
  /** `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION` */
  readonly arn: string;
  readonly description: string;
  readonly licenseInfo: string | undefined;
  readonly runtimes: readonly string[] | undefined;
  readonly architectures: readonly string[] | undefined;
  readonly content: FunctionCode;
  readonly createdMs: number;
  /** Statements of the resource policy. */
  readonly policy: readonly PolicyStatement[];
  readonly revisionId: string;
}

/** Layers of a region. */
export class Layers {
  private readonly versions = new Map<string, LayerVersion>();
  /** By name; version numbers are never reused. */
  private readonly lastNumbers = new Map<string, number>();

  /** @param prefix - `arn:aws:lambda:REGION:ACCOUNT:layer:` */
  constructor(private readonly prefix: string) {}

  /** The newest last. */
  list(): LayerVersion[] {
    return [...this.versions.values()];
  }

  publish(version: Omit<LayerVersion, 'arn' | 'version'>): LayerVersion {
    const number = (this.lastNumbers.get(version.name) ?? 0) + 1;
    this.lastNumbers.set(version.name, number);
    return this.put({ ...version, version: number, arn: `${this.prefix}${version.name}:${number}` });
  }

  put(version: LayerVersion): LayerVersion {
    this.versions.set(version.arn, version);
    return version;
  }

  find(arn: string): LayerVersion | undefined {
    return this.versions.get(arn);
  }

  /** Idempotent. */
  remove(arn: string): void {
    this.versions.delete(arn);
  }

  /** ARN of a layer or a version, existing or not. @param layer - name or ARN */
  arnOf(layer: string, version?: number): string {
    const arn = layer.startsWith('arn:') ? layer : this.prefix + layer;
    return version === undefined ? arn : `${arn}:${version}`;
  }

  /** Whether an ARN is of this account and region. */
  isOwn(arn: string): boolean {
    return arn.startsWith(this.prefix);
  }

  /** @param layer - name or ARN */
  nameOf(layer: string): string {
    return layer.startsWith(this.prefix) ? layer.slice(this.prefix.length) : layer;
  }
}
