import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import {
  ALL_PARTS,
  API_ROUTES,
  gatewayRoutes,
  type ApiRoute,
} from '@ecommerce-recommenders/shop-data/contracts/api/routes';

const DOCUMENT = join(__dirname, '../../docs/openapi.json');

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly responses: Readonly<Record<string, object>>;
}

const document = openApiDocument() as unknown as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object; readonly securitySchemes: object };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('docs/openapi.json', () => {
  it('is the document that the API serves', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, text);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(text);
  });

  it('is OpenAPI 3.1, and describes every route of the gateway', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      gatewayRoutes(ALL_PARTS)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('refers to nothing that is not there, and names each operation once', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(5);
    for (const [, name] of refs) expect(document.components.schemas).toHaveProperty(name);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('requires what is part of a path, and has each part', () => {
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name, required }) => `{${name}}${required ? '' : '?'}`)).toEqual(
        path.match(/\{\w+\}/g) ?? [],
      );
    }
  });

  it('says of every operation what goes wrong', () => {
    for (const { operation } of operations)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '429']));
  });

  it('has patterns that are read in linear time: no repetition within a repetition', () => {
    const patterns = [...JSON.stringify(API_ROUTES).matchAll(/"pattern":"([^"]*)"/g)].map(
      ([, pattern]) => pattern,
    );
    expect(patterns.length).toBeGreaterThan(2);
    for (const pattern of patterns) expect(pattern).toMatch(/^\^\[[^\]]*\]\*\$$/);
  });

  it('describes each parameter', () => {
    const routes: readonly ApiRoute[] = Object.values(API_ROUTES);
    const descriptions = routes.flatMap(({ parameters }) =>
      Object.values(parameters).map((one) => one.description),
    );
    expect(descriptions.filter((text) => !text.endsWith('.'))).toEqual([]);
  });
});
