import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import { PREPARED_FILES } from '../../../src/data/preparation/prepared-output';
import { memorySink } from '../../../../../test/support/memory-sink';
import { describeWithWorkshop, WORKSHOP_ARCHIVE } from '../../../../../test/support/workshop';

interface Expected {
  readonly files: Record<string, { readonly bytes: number; readonly sha256: string; readonly lines: number }>;
}

const expected = (): Expected['files'] =>
  (JSON.parse(readFileSync(join(dirname(WORKSHOP_ARCHIVE), 'expected.json'), 'utf8')) as Expected).files;

const prepareWorkshop = (escape: '"' | '\\', sink = memorySink()): ReturnType<typeof prepareData> =>
  prepareData({
    openArchive: async () => createReadStream(WORKSHOP_ARCHIVE) as AsyncIterable<Buffer>,
    settings: { holdout: 0.1, eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' }, escape },
    sink,
  });

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

describeWithWorkshop('the workshop’s archive', () => {
  it('becomes byte for byte the files that the workshop made', async () => {
    const sink = memorySink();
    const { files, warnings } = await prepareWorkshop('"', sink);
    for (const name of PREPARED_FILES) {
      const { bytes, sha256, lines } = expected()[`expected/${name}`];
      expect([name, files[name]]).toEqual([name, { bytes, rows: lines - 1 }]);
      expect([name, sha256Of(sink.files[name])]).toEqual([name, sha256]);
    }
    expect(warnings).toEqual([]);
  });

  it('differs for Amazon Personalize only in the one description that has quotes', async () => {
    const sink = memorySink();
    await prepareWorkshop('\\', sink);
    const different = PREPARED_FILES.filter(
      (name) => sha256Of(sink.files[name]) !== expected()[`expected/${name}`].sha256,
    );
    expect(different).toEqual(['training_item.csv']);
    const items = sink.files['training_item.csv'];
    expect(items.match(/^.*\\.*$/gm)).toHaveLength(1);
    expect(sha256Of(items.replaceAll('\\"', '""'))).toBe(expected()['expected/training_item.csv'].sha256);
  });
});
