import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Service } from '../../src/gateway/service';
import type { ServiceDefinition } from '../../src/services/service-definition';

type Definition = ServiceDefinition<never>;

const folder = resolve(__dirname, '../../src/services');

/** What the file of a service, which is named as its folder, exports as `…Definition`. */
const definitionsOf = (name: string): Definition[] =>
  Object.entries(require(join(folder, name, name)) as Record<string, Definition>).flatMap(([one, value]) =>
    one.endsWith('Definition') ? [value] : [],
  );

/** All APIs of the embedded AWS, by name. */
export const APIS: [string, Service<never>][] = readdirSync(folder, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? definitionsOf(entry.name) : []))
  .flatMap(({ apis }) => Object.entries(apis));
