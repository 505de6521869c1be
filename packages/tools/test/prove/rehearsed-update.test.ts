import { compareRehearsal } from '../../src/prove/rehearsed-update';
import type { Report } from '../../src/rehearse/report';

const REPORT: Report = {
  from: 'before',
  to: 'after',
  status: 'UPDATE_COMPLETE',
  reasons: [],
  lost: [{ name: 'event-tracker', isForEver: true, says: 'arn:aws:personalize:eu-west-1:210987654321:…' }],
  ...{ trainedAnew: [], replaced: [], created: [], deleted: [], notDeleted: [], changedOutputs: [] },
  updated: ['bucket shop-databucket-ka0lz9vcueft', '2 roles'],
  ...{ shelves: [], faulty: [], notRehearsed: [], problems: [], acceptedInVain: [] },
  tookMs: 120_000,
};

describe('a rehearsal beside what the account did', () => {
  it('differs neither by names that CloudFormation has made up nor by the account', () => {
    const did: Report = {
      ...REPORT,
      lost: [{ ...REPORT.lost[0], says: 'arn:aws:personalize:us-east-1:123456789012:…' }],
      updated: ['bucket shop-databucket-vcueftka0lz9', '2 roles'],
      tookMs: 150_000,
    };
    expect(compareRehearsal(REPORT, did)).toEqual({ seconds: 120, differences: [] });
  });

  it('names what it has not said, and what it has said in vain', () => {
    const did: Report = { ...REPORT, lost: [], deleted: ['filter shop-cheap'], updated: ['2 roles'] };
    expect(compareRehearsal(REPORT, did).differences).toEqual([
      'not rehearsed: deleted filter shop-cheap',
      'only rehearsed: lost event-tracker',
      'only rehearsed: updated bucket shop-databucket',
    ]);
  });
});
