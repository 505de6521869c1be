/**
 * Regions that have Amazon Personalize.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/personalize.html
 */
export const PERSONALIZE_REGIONS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'eu-west-1',
  'eu-central-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'cn-north-1',
];
