import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparisonText, differencesOf } from '../../src/prove/compare';
import { maskOf, type Proof, readProof, writeProof } from '../../src/prove/proof';
import { testFolder } from '../support/test-folder';

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

describe('the file of a proof', () => {
  const folder = testFolder();
  const file = join(folder, 'proof.json');

  it('has no number of the account, no caller, no request, no name that CloudFormation has made up, and all items', async () => {
    await writeProof(file, PROOF, maskOf({ DataBucket: 'shop-databucket-ka0lz9vcueft', Shop: 'shop-group' }));
    expect(readFileSync(file, 'utf8')).not.toMatch(/210987654321|jane|8af077ea-4204|ka0lz9vcueft/);
    const { errors, outputs, answers } = (await readProof(file))!;
    expect(errors).toEqual(['arn:aws:sts::ACCOUNT:assumed-role/CALLER may not (RequestId: ID)']);
    expect(outputs).toEqual({ DataBucketName: 'DataBucket' });
    expect(answers).toEqual(PROOF.answers);
    expect(readdirSync(folder)).toEqual(['proof.json']);
    rmSync(file);
  });

  it('is none where there is none, and fails where it is something else', async () => {
    expect(await readProof(file)).toBeUndefined();
    for (const other of ['{"name":"shop"}', 'not JSON', 'null']) {
      writeFileSync(file, other);
      await expect(readProof(file)).rejects.toThrow('holds no proof. Name another file with --out FILE.');
    }
  });
});

describe('the comparison', () => {
  const here: Proof = { ...PROOF, aws: 'embedded AWS' };

  it('has a row for each output, resource, answer and finding, and none that differs for the same', () => {
    const { rows, differences } = differencesOf(PROOF, here);
    expect({ rows, differences }).toEqual({ rows: 6, differences: [] });
    expect(comparisonText(PROOF, here)).toContain('The embedded AWS has the same in 6 of 6 rows.');
  });

  it('shows what differs with both values, what one lacks, and how many items are the same', () => {
    const other: Proof = {
      ...here,
      outputs: {},
      answers: { 'most-viewed': { items: ['i2'] } },
      findings: { 'a deleted recommender, described': 'DELETED' },
    };
    const [there, now] = ['ResourceNotFoundException: no 210987654321', 'DELETED'];
    expect(differencesOf(PROOF, other).differences).toEqual([
      { row: 'output DataBucketName', there: 'shop-databucket-ka0lz9vcueft', here: '—' },
      { row: 'most-viewed', there: '2 different items', here: '1 different items' },
      { row: 'a deleted recommender, described', there, here: now },
    ]);
    const text = comparisonText(PROOF, other);
    expect(text).toMatch(/^most-viewed +1 of 2$/m);
    expect(text).toMatch(/^deploy +30\.0$/m);
    expect(text).toContain('3 of 6 rows');
  });
});
