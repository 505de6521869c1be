import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { createRecord } from './record';
import { SETTING_VALUES } from './setting-values';
import { walkOf } from './walk';
import { tallyOf, walkLines } from './walk-tally';

describe('a walk', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(walkOf(1, 10)).toEqual(walkOf(1, 10));
    expect(walkOf(2, 10)).not.toEqual(walkOf(1, 10));
  });

  it('gives every setting each of its values, and has each kind of step, in two hundred walks', () => {
    const given = new Set<string>();
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const { steps, ...others } = walkOf(seed, 10);
      for (const kind of Object.keys(others)) kinds.add(kind);
      steps.forEach((step, at) => {
        for (const one of Object.entries(step.configuration.given)) given.add(JSON.stringify(one));
        const what = at === 0 ? 'create' : 'update';
        for (const kind of Object.keys(step)) kinds.add(`${what} ${kind}`);
        if (step.configuration.isOfRelease) kinds.add(`${what} of the release`);
      });
    }
    const values = SETTING_NAMES.flatMap((name) => {
      const part = SETTING_VALUES[name];
      return 'values' in part ? part.values.map((value) => JSON.stringify([name, value])) : [];
    });
    expect(values.filter((value) => !given.has(value))).toEqual([]);
    expect([...kinds].sort()).toEqual([
      'create cancelAfter',
      'create configuration',
      'create of the release',
      'create strike',
      'end',
      'hasSlowImports',
      'update byHand',
      'update cancelAfter',
      'update configuration',
      'update isAnew',
      'update strike',
    ]);
  });
});

describe('the tally of walks', () => {
  it('counts settings that have another value than the default, and pairs of them that meet', () => {
    const live = [
      { watch: true },
      { watch: true, ranking: true, versioned: true },
      { ranking: true, watch: true },
    ];
    const walk = { steps: 4, live: live.map((given) => ({ place: 'app' as const, given })) };
    const tally = tallyOf([walk, { steps: 1, live: [] }]);
    expect(tally).toMatchObject({ walks: 2, steps: 5, live: 3, pairs: 3 });
    expect(tally.settings).toMatchObject({ watch: 3, ranking: 2, versioned: 1, api: 0 });
    expect(walkLines(tally).join(' ')).toContain('`watch` 3, ');
  });
});

describe('the record of a walk', () => {
  it('differs where a request or its answer does', async () => {
    const lineOf = async (asked: string, body: string): Promise<string> => {
      const record = createRecord();
      const request = { service: 's3', operation: 'ListBuckets', region: 'us-east-1', caller: 'root' };
      record.onRequest(
        { ...request, timeMs: 5, status: 200, ms: 1 },
        { asked: Promise.resolve(Buffer.from(asked)), answered: { body } },
      );
      await Promise.resolve();
      return record.lines[0];
    };
    const line = await lineOf('a', 'b');
    expect(line).toMatch(/^5 s3 ListBuckets root 200 {2} \w{16} \w{16}$/);
    expect(await lineOf('a', 'b')).toBe(line);
    expect(await lineOf('b', 'b')).not.toBe(line);
    expect(await lineOf('a', 'c')).not.toBe(line);
  });

  it('has each event of a stack once', () => {
    const record = createRecord();
    const named = { StackId: 's', StackName: 'n', LogicalResourceId: 'Bucket', Timestamp: new Date(7) };
    const event = { ...named, EventId: '1' };
    record.addEvents([event]);
    record.addEvents([event, { ...event, EventId: '2' }]);
    expect(record.lines.map((line) => line.slice(0, 14))).toEqual(['7 event Bucket', '7 event Bucket']);
  });
});
