import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETAIL_TYPES } from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { eventSchemas } from '@ecommerce-recommenders/shop-data/contracts/bus-events/event-schemas';

const DOCS = join(__dirname, '../../docs');
const SCHEMAS = join(DOCS, 'bus-events.json');

describe('docs/bus-events.json', () => {
  it('has the schemas of the events', () => {
    const text = `${JSON.stringify(eventSchemas(), null, 2)}\n`;
    if (process.env.UPDATE_DOCS) writeFileSync(SCHEMAS, text);
    expect(readFileSync(SCHEMAS, 'utf8')).toBe(text);
  });
});

describe('docs/bus-events.md', () => {
  it('has a row for each detail type, in the order of the table', () => {
    const rows = readFileSync(join(DOCS, 'bus-events.md'), 'utf8').matchAll(
      /^\| `([A-Z][a-z]+ [A-Z][a-z]+)` \|/gm,
    );
    expect([...rows].map(([, name]) => name)).toEqual(DETAIL_TYPES);
  });
});
