import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import { PREPARED_FILES } from '../../../src/data/preparation/prepared-output';
import { memorySink } from '../../../../../test/support/memory-sink';
import { WORKSHOP_ARCHIVE } from '../../../../../test/support/workshop';
import { describeWith } from '../../../../../test/support/prerequisites';

/** The result of the workshop's pandas code for the archive: bytes, rows and SHA-256. */
const EXPECTED = new Map(
  [
    'training_interaction.csv 30451496 526581 4a9072b9d3600e92eda79f00b33fa0e2138bc7fe9e13d236d2c207404c4180f3',
    'training_item.csv 300071 2465 a7f747a53d937f40d2ec4c54a746f8d4db00f15913bb0e02c0590916287613de',
    'training_user.csv 97565 5250 181fa75a45287ec171d0f411c9e4c46d6b5c41960417b4f42edbbec67ed8bac0',
    'validation_interaction.csv 3535570 61138 af5e9aed2ded629eda21c73b60d3d7a236b7414b63d8bdada28960f02337a6ce',
    'warm_interaction.csv 33987029 587719 84231fe7c117251a239cada95e08117d6968ef13c0514085907bb361fbf0b937',
  ].map((line) => {
    const [name, bytes, rows, sha256] = line.split(' ');
    return [name, { bytes: Number(bytes), rows: Number(rows), sha256 }] as const;
  }),
);

const prepareWorkshop = (escape: '"' | '\\', sink = memorySink()): ReturnType<typeof prepareData> =>
  prepareData({
    openArchive: async () => createReadStream(WORKSHOP_ARCHIVE) as AsyncIterable<Buffer>,
    settings: { holdout: 0.1, eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' }, escape },
    sink,
  });

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

describeWith('workshop')('the workshop’s archive', () => {
  it('becomes byte for byte the files that the workshop made', async () => {
    const sink = memorySink();
    const { files, warnings } = await prepareWorkshop('"', sink);
    for (const name of PREPARED_FILES) {
      const { sha256, ...counts } = EXPECTED.get(name)!;
      expect([name, files[name]]).toEqual([name, counts]);
      expect([name, sha256Of(sink.files[name])]).toEqual([name, sha256]);
    }
    expect(warnings).toEqual([]);
  });

  it('differs for Amazon Personalize only in the one description that has quotes', async () => {
    const sink = memorySink();
    await prepareWorkshop('\\', sink);
    const others = PREPARED_FILES.filter((name) => sha256Of(sink.files[name]) !== EXPECTED.get(name)!.sha256);
    expect(others).toEqual(['training_item.csv']);
    const items = sink.files['training_item.csv'];
    expect(items.match(/^.*\\.*$/gm)).toHaveLength(1);
    expect(sha256Of(items.replaceAll('\\"', '""'))).toBe(EXPECTED.get('training_item.csv')!.sha256);
  });
});
