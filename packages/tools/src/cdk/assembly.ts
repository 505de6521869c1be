import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The parts of a template that commands read. */
export interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
}

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  /** Of its artifact in {@link folder}. */
  readonly id: string;
  /** Of the assembly that it belongs to: its stage's, if it has one. */
  readonly folder: string;
  readonly template: Template;
  /** Qualifier of the CDK bootstrap; absent if the stack's synthesizer needs none. */
  readonly qualifier?: string;
  /** Paths of the files that are published for the stack, by key in the bootstrap's bucket. */
  readonly files: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Readonly<
    Record<string, { readonly type: string; readonly properties?: Readonly<Record<string, string>> }>
  >;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** All stacks, including those of stages, that an app has synthesized into a folder. */
export function assemblyStacks(folder: string): AssemblyStack[] {
  const artifacts = Object.entries(readJson<Manifest>(folder, 'manifest.json').artifacts ?? {});
  const files = new Map(
    artifacts.flatMap(([, { type, properties = {} }]) =>
      type === 'cdk:asset-manifest' ? filesOf(folder, properties.file) : [],
    ),
  );
  return artifacts.flatMap(([id, { type, properties = {} }]) => {
    if (type === 'cdk:cloud-assembly') return assemblyStacks(join(folder, properties.directoryName));
    if (type !== 'aws:cloudformation:stack') return [];
    const [, qualifier] =
      /^\/cdk-bootstrap\/(.+)\/version$/.exec(properties.bootstrapStackVersionSsmParameter ?? '') ?? [];
    const template = readJson<Template>(folder, properties.templateFile);
    return [{ name: properties.stackName ?? id, id, folder, template, qualifier, files }];
  });
}

const filesOf = (folder: string, file: string): (readonly [string, string])[] =>
  Object.values(readJson<AssetManifest>(folder, file).files ?? {}).flatMap(({ source, destinations }) =>
    Object.values(destinations).flatMap(({ objectKey }) =>
      source.path === undefined ? [] : [[objectKey, resolve(folder, source.path)] as const],
    ),
  );

const readJson = <Content>(folder: string, file: string): Content =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Content;
