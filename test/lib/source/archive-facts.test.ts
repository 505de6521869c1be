import { App, Stack } from 'aws-cdk-lib';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import { annotateEmptySegments } from '../../../lib/batch/annotate-empty-segments';
import { answersTo, archiveFacts, type ProfileOptions } from '../../../lib/source/archive-facts';
import { measurementOf } from '../../../packages/shop-data/test/insight/readiness/facts';
import { interactionsCsv } from '../../../packages/tools/test/profile/profile-of';
import { shopArchive } from '../../support/shop-archive';

let folder: string;
let options: ProfileOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'survey-'));
  options = {
    archive: join(folder, 'shop.tar'),
    cacheFolder: join(folder, 'cache'),
    ...{ holdout: 0, holdoutBy: 'user', eventTypes: { ProductViewed: 'View' }, data: null, maxBadRows: 0 },
  };
  writeFileSync(options.archive, shopArchive());
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('surveying an archive', () => {
  const rows = (more: Partial<ProfileOptions> = {}): number | string => {
    const profile = archiveFacts({ ...options, ...more });
    if ('facts' in profile) return profile.facts.rows;
    return 'problem' in profile ? profile.problem : profile.failure.says;
  };

  it('counts once while neither the archive nor a setting changes, and what was kept is whole', () => {
    expect(rows()).toBe(3);
    const kept = readdirSync(options.cacheFolder).find((name) => name.startsWith('facts-'))!;
    writeFileSync(join(options.cacheFolder, kept), '{"rows":7}');
    expect(rows()).toBe(7);
    writeFileSync(join(options.cacheFolder, kept), '{"rows":');
    expect(rows()).toBe(3);
    expect(rows({ cacheFolder: join(options.archive, 'no') })).toBe(3);
    expect(rows({ holdout: 0.5 })).toBe(1);
    writeFileSync(options.archive, shopArchive({ interactions: interactionsCsv([]) }));
    utimesSync(options.archive, 1, 1);
    expect(rows()).toBe(0);
  });

  it('finds what explore has measured on the same content, and never measures', () => {
    expect(archiveFacts(options)).toMatchObject({ measurement: undefined });
    keepMeasurement(options.cacheFolder, options, measurementOf({}));
    expect(archiveFacts(options)).toMatchObject({ measurement: measurementOf({}) });
  });

  it('says why an archive cannot be read, and keeps nothing', () => {
    writeFileSync(options.archive, 'no archive');
    expect(rows()).toMatch(/archive/);
    expect(readdirSync(folder)).toEqual(['shop.tar']);
  });

  it('reads a shop’s own files by their mapping', () => {
    const archive = join(folder, 'orders.csv');
    writeFileSync(archive, 'who,what,when\na,1,2026-01-02\nb,2,2026-01-03\n');
    const interactions = { files: '*', user: 'who', item: 'what', time: 'when', event: { constant: 'View' } };
    expect(rows({ archive, data: { interactions } })).toBe(2);
    expect(rows({ archive, data: { interactions: { ...interactions, user: 'whom' } } })).toBe(
      'orders.csv, line 1: lacks the column whom; it has who, what, when',
    );
  });

  it('does not call it a problem of the data that the reader crashes, and has the stack trace', () => {
    const profile = archiveFacts({ ...options, eventTypes: null as never });
    const says =
      /^crashed: TypeError: .*null.* This is a bug in ecommerce-recommenders, not an error in the data$/;
    const trace = /^TypeError: .*\n( +at .*\n)* +at async main .*print-facts\.ts:\d+/;
    expect(profile).toEqual({
      failure: { says: expect.stringMatching(says) as string, trace: expect.stringMatching(trace) as string },
    });
    expect(readdirSync(folder)).toEqual(['shop.tar']);
  });
});

describe('segments at synth', () => {
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
