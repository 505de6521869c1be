import { workOf } from '../../src/page/resource-work';

const RECOMMENDER = 'Custom::PersonalizeRecommender';
const ALSO = 'customers-who-viewed-x-also-viewed';

it.each([
  [RECOMMENDER, 'Recommendersbestsellers91DD1480', 'Training', 'best-sellers'],
  [RECOMMENDER, `Recommenders${ALSO.replaceAll('-', '')}F9EFA28A`, 'Training', ALSO],
  ['Custom::PersonalizeDatasetImport', 'DataItemsImport8F54441C', 'Import', 'Items'],
  ['AWS::S3::Bucket', 'DataBucketBB1146A3', 'Data', undefined],
])('a resource of type %s and id %s has a phase and a subject', (type, logicalId, phase, of) => {
  expect(workOf({ type, logicalId })).toMatchObject({ phase, ...(of !== undefined && { of }) });
});

it('what a resource does in a deployment takes about as long as Personalize does there, no time where that is instant, and nothing is told of other resources', () => {
  const recommender = { type: RECOMMENDER, logicalId: 'X' };
  expect(workOf(recommender, 'realistic')?.usualMs).toBe(27 * 60_000);
  expect(workOf(recommender, 'instant')).not.toHaveProperty('usualMs');
  for (const type of ['AWS::IAM::Role', 'AWS::Logs::LogGroup', 'toString'])
    expect(workOf({ type, logicalId: 'X' })).toBeUndefined();
});
