import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { settingsOf } from '../../src/given-settings';
import { comparisonText, differencesOf } from '../../src/prove/compare';
import * as plan from '../../src/prove/plan';
import { maskOf, type Proof, readProof, writeProof } from '../../src/prove/proof';
import { compareRehearsal } from '../../src/prove/rehearsed-update';
import type { Report } from '../../src/rehearse/report';
import { testFolder } from '../support/test-folder';

it('a proof gives every setting, so that cdk.json changes nothing, and a stack of its own', () => {
  expect(Object.keys(plan.PROOF_SETTINGS)).toEqual([...SETTING_NAMES]);
  const { stage, archive, retainData, api, useCases } = settingsOf(plan.PROOF_SETTINGS);
  expect({ stage, retainData, api }).toEqual({ stage: 'prove', retainData: false, api: null });
  expect(archive).toMatch(/RetailSampleDataSet\.tar\.gz$/);
  expect([...useCases.keys()]).toHaveLength(4);
  expect(plan.PROOF_STACK).toBe('EcommerceRecommenders-prove');
});

it('a proof says the most that it costs, for all hours that CloudFormation waits, and no price where it only removes', () => {
  const place = { account: '123456789012', caller: 'arn:aws:iam::123456789012:root', region: 'eu-west-1' };
  expect(plan.recommendersFor(1)).toBeCloseTo(1.5);
  expect(plan.AT_MOST_USD).toBeGreaterThan(plan.recommendersFor(5));
  const text = plan.planText(place);
  expect(text).toContain('Account 123456789012 in eu-west-1');
  expect(text).toContain(`at most $${plan.AT_MOST_USD.toFixed(2)}`);
  expect(text).toMatch(/Ctrl-C ends the step[^]*"npm run prove -- --remove"/);
  const removal = plan.removalText(place);
  expect(removal).toMatch(/^Account 123456789012[^]*Destroys the stack EcommerceRecommenders-prove/);
  expect(removal).not.toContain('$');
});

const PROOF: Proof = {
  ...{ run: 'a1b2c3d4', doing: 'ask', begun: '2026-11-30T07:00:00.000Z' },
  ...{ aws: 'AWS', region: 'eu-west-1', version: '1.0.0' },
  steps: {
    deploy: {
      seconds: 1800,
      resources: { Data: { type: 'Custom::Data', status: 'CREATE_COMPLETE', seconds: 3 } },
    },
  },
  outputs: { DataBucketName: 'shop-databucket-ka0lz9vcueft' },
  training: { 'most-viewed': 1620 },
  answers: { 'most-viewed': { items: ['7fa0983d-4204-45fd-ba64-8af077ea4bc9', 'i2'] } },
  findings: { 'a deleted recommender, described': 'ResourceNotFoundException: no 210987654321' },
  left: [],
  errors: [
    'arn:aws:sts::210987654321:assumed-role/Admin/jane@example.com may not (RequestId: 8af077ea-4204-45fd-ba64-7fa0983d4bc9)',
  ],
};

const folder = testFolder();
const file = join(folder, 'proof.json');

it('the file of a proof has all items, and nothing of the account, callers, requests and names that CloudFormation has made up', async () => {
  expect(await readProof(file)).toBeUndefined();
  await writeProof(file, PROOF, maskOf({ DataBucket: 'shop-databucket-ka0lz9vcueft', Shop: 'shop-group' }));
  expect(readFileSync(file, 'utf8')).not.toMatch(/210987654321|jane|8af077ea-4204|ka0lz9vcueft/);
  const { errors, outputs, answers } = (await readProof(file))!;
  expect(errors).toEqual(['arn:aws:sts::ACCOUNT:assumed-role/CALLER may not (RequestId: ID)']);
  expect(outputs).toEqual({ DataBucketName: 'DataBucket' });
  expect(answers).toEqual(PROOF.answers);
  expect(readdirSync(folder)).toEqual(['proof.json']);
});

it.each(['{"name":"shop"}', 'not JSON', 'null'])('a file that holds %s is no proof', async (other) => {
  writeFileSync(file, other);
  await expect(readProof(file)).rejects.toThrow('holds no proof. Name another file with --out FILE.');
});

const HERE: Proof = { ...PROOF, aws: 'embedded AWS' };

it('a comparison has a row for each output, resource, answer and finding, with both values where they differ, and counts the same items', () => {
  const { rows, differences } = differencesOf(PROOF, HERE);
  expect({ rows, differences }).toEqual({ rows: 6, differences: [] });
  expect(comparisonText(PROOF, HERE)).toContain('The embedded AWS has the same in 6 of 6 rows.');
  const finding = 'a deleted recommender, described';
  const answers = { 'most-viewed': { items: ['i2'] } };
  const other: Proof = { ...HERE, outputs: {}, answers, findings: { [finding]: 'DELETED' } };
  expect(differencesOf(PROOF, other).differences).toEqual([
    { row: 'output DataBucketName', there: 'shop-databucket-ka0lz9vcueft', here: '—' },
    { row: 'most-viewed', there: '2 different items', here: '1 different items' },
    { row: finding, there: PROOF.findings[finding], here: 'DELETED' },
  ]);
  const text = comparisonText(PROOF, other);
  expect(text).toMatch(/^most-viewed +1 of 2$/m);
  expect(text).toMatch(/^deploy +30\.0$/m);
  expect(text).toContain('3 of 6 rows');
});

const REPORT: Report = {
  ...{ from: 'before', to: 'after', status: 'UPDATE_COMPLETE', reasons: [], tookMs: 120_000 },
  lost: [{ name: 'event-tracker', isForEver: true, says: 'arn:aws:personalize:eu-west-1:210987654321:…' }],
  ...{ trainedAnew: [], replaced: [], created: [], deleted: [], notDeleted: [], changedOutputs: [] },
  updated: ['bucket shop-databucket-ka0lz9vcueft', '2 roles'],
  ...{ shelves: [], faulty: [], notRehearsed: [], problems: [], acceptedInVain: [] },
};

it('a rehearsal is told what it has not said, or in vain, but nothing of the account or of names that CloudFormation has made up', () => {
  const lost = [{ ...REPORT.lost[0], says: 'arn:aws:personalize:us-east-1:123456789012:…' }];
  const updated = ['bucket shop-databucket-vcueftka0lz9', '2 roles'];
  const same = { ...REPORT, lost, updated, tookMs: 150_000 };
  expect(compareRehearsal(REPORT, same)).toEqual({ seconds: 120, differences: [] });
  const did = { ...REPORT, lost: [], deleted: ['filter shop-cheap'], updated: ['2 roles'] };
  expect(compareRehearsal(REPORT, did).differences).toEqual([
    'not rehearsed: deleted filter shop-cheap',
    'only rehearsed: lost event-tracker',
    'only rehearsed: updated bucket shop-databucket',
  ]);
});
