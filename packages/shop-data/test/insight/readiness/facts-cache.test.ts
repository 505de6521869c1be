import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepFacts, keptFacts, type ProfiledData } from '../../../src/insight/readiness/facts-cache';
import type { ShopFacts } from '../../../src/insight/readiness/shop-facts';

describe('the facts of an archive', () => {
  let folder: string;
  let shop: ProfiledData;
  const facts = { users: 3 } as ShopFacts;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'facts-'));
    const archive = join(folder, 'shop.tar');
    writeFileSync(archive, 'rows');
    shop = { archive, holdout: 0.1, holdoutBy: 'user', eventTypes: {}, data: null, maxBadRows: 0 };
    keepFacts(folder, shop, facts);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are kept, and not those of other settings or of an archive that has changed', () => {
    expect(keptFacts(folder, shop)).toEqual(facts);
    expect(keptFacts(folder, { ...shop, holdout: 0.2 })).toBeUndefined();
    expect(keptFacts(folder, { ...shop, eventTypes: { Seen: 'View' } })).toBeUndefined();
    utimesSync(shop.archive, 1, 1);
    expect(keptFacts(folder, shop)).toBeUndefined();
  });
});
