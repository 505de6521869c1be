import { App, Stack } from 'aws-cdk-lib';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotateEmptySegments } from '../../../lib/batch/annotate-empty-segments';
import { answersTo, type ProfileOptions } from '../../../lib/source/archive-facts';
import { shopArchive } from '../../support/shop-archive';

describe('segments at synth', () => {
  let folder: string;
  let options: ProfileOptions;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'empty-'));
    options = {
      archive: join(folder, 'shop.tar'),
      cacheFolder: join(folder, 'cache'),
      holdout: 0,
      holdoutBy: 'user',
      eventTypes: { ProductViewed: 'View' },
      data: null,
      maxBadRows: 0,
    };
    writeFileSync(options.archive, shopArchive());
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const said = (items: string[], queries = {}): unknown[] => {
    const stack = new Stack(new App(), 'Shop');
    annotateEmptySegments(stack, { items, queries }, { ask: (question) => answersTo(question, options) });
    return stack.node.metadata
      .filter(({ type }) => type === 'aws:cdk:warning')
      .map(({ data }): unknown => data);
  };

  it('are warned of where no user gets into them', () => {
    expect(said(['i1', 'none'], { nothing: 'ITEMS.CATEGORY_L1 = "nothing"' })).toEqual([
      expect.stringMatching(/^segments\.items names "none", which no interaction has\. Personalize makes no/),
      expect.stringMatching(
        /^segments\.queries\.nothing is met by no item: ITEMS\.CATEGORY_L1 = "nothing"\. /,
      ),
    ]);
  });

  it('are looked for once while neither they nor the archive change', () => {
    said(['none']);
    const [kept] = readdirSync(options.cacheFolder);
    writeFileSync(join(options.cacheFolder, kept), '["Kept."]');
    expect(said(['none'])).toEqual([expect.stringMatching(/^Kept\. /)]);
    expect(said(['other'])).toEqual([expect.stringMatching(/"other"/)]);
  });

  it('are not spoken of where the archive cannot be read, which the readiness says', () => {
    writeFileSync(options.archive, 'no archive');
    expect(said(['none'])).toEqual([]);
  });
});
