import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { surveyArchive, type SurveyOptions } from '../src/survey-archive';
import { interactionsCsv } from './profile/profile-of';
import { shopArchive } from '../../../test/support/shop-archive';

describe('surveying an archive', () => {
  let folder: string;
  let options: SurveyOptions;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'survey-'));
    options = {
      archive: join(folder, 'shop.tar'),
      cacheFolder: join(folder, 'cache'),
      holdout: 0,
      eventTypes: { ProductViewed: 'View' },
      data: null,
      maxBadRows: 0,
      now: 1_700_000_000,
    };
    await writeFile(options.archive, shopArchive());
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('counts once while neither the archive nor a setting changes', async () => {
    const facts = await surveyArchive(options);
    expect(facts.rows).toBe(3);
    const [kept] = await readdir(options.cacheFolder);
    await writeFile(join(options.cacheFolder, kept), JSON.stringify({ ...facts, rows: 7 }));
    expect((await surveyArchive(options)).rows).toBe(7);
    expect((await surveyArchive({ ...options, holdout: 0.5 })).rows).toBe(1);
    await writeFile(options.archive, shopArchive({ interactions: interactionsCsv([]) }));
    await utimes(options.archive, 1, 1);
    expect((await surveyArchive(options)).rows).toBe(0);
  });

  it('counts again where what was kept is cut off, and where nothing can be kept', async () => {
    const facts = await surveyArchive(options);
    const [kept] = await readdir(options.cacheFolder);
    await writeFile(join(options.cacheFolder, kept), '{"rows":');
    expect(await surveyArchive(options)).toEqual(facts);
    expect(await surveyArchive({ ...options, cacheFolder: join(options.archive, 'no') })).toEqual(facts);
  });

  it('fails on an archive that cannot be read', async () => {
    await writeFile(options.archive, 'no archive');
    await expect(surveyArchive(options)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['shop.tar']);
  });
});
