import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { ALL_PARTS, API_ROUTES, gatewayRoutes } from '@ecommerce-recommenders/shop-data/contracts/api/routes';

const DOCUMENT = join(__dirname, '../../docs/openapi.json');

const document = openApiDocument() as unknown as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, object>>;
};

describe('docs/openapi.json', () => {
  it('is the document that the API serves', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, text);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(text);
  });

  it('is OpenAPI 3.1, and describes every route of the gateway', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(
      gatewayRoutes(ALL_PARTS)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('has patterns that are read in linear time: no repetition within a repetition', () => {
    const patterns = [...JSON.stringify(API_ROUTES).matchAll(/"pattern":"([^"]*)"/g)].map(
      ([, pattern]) => pattern,
    );
    expect(patterns.length).toBeGreaterThan(2);
    for (const pattern of patterns) expect(pattern).toMatch(/^\^\[[^\]]*\]\*\$$/);
  });
});
