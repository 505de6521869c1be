import { Aws, CfnCondition, Duration, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ShopSource, type EcommerceRecommendersProps } from '../../../lib';
import { inPropertyWords } from '../../../lib/app/property-words';
import { newApp, shopIn } from '../support/shop-in';

const stackOf = (): Stack => new Stack(newApp(), 'Theirs');

describe('a property that the construct does not have', () => {
  it.each([
    ['eventTraker', true, 'Did you mean eventTracker?'],
    ['constructor', 1, 'Did you mean '],
    ['kmsKeyArn', 'arn:aws:kms:us-east-1:123456789012:key/1', 'It is called encryptionKey now.'],
    ['retainData', true, 'It is called removalPolicy now.'],
    ['archive', 'shop.tar.gz', 'It is called source now.'],
    ['trainingTimeoutHours', 5, 'It is called trainingTimeout now.'],
    ['stopWhenIdleHours', 5, 'It is called stopWhenIdle now.'],
    ['dataAgeDays', 5, 'It is called maxDataAge now.'],
    ['accessLogsBucket', 'logs', 'It is called serverAccessLogsBucket now.'],
    ['tags', { team: 'shop' }, 'It is a setting of the app. Use Tags.of(…).add(…) instead.'],
  ])('%s is refused by its name, with what to do', (name, value, remedy) => {
    const props = { [name]: value } as Partial<EcommerceRecommendersProps>;
    const attempt = (): unknown => shopIn(stackOf(), props);
    expect(attempt).toThrow(`Theirs/Shop has the unknown property ${name}. `);
    expect(attempt).toThrow(remedy);
  });

  it('is refused as an option of a source', () => {
    const bucket = Bucket.fromBucketName(stackOf(), 'Parts', 'parts');
    expect(() => ShopSource.fromBucket(bucket, '', { verson: '2' } as object)).toThrow(
      'ShopSource.fromBucket has the unknown option verson, allowed is version.',
    );
  });

  it('is taken where it has no value', () => {
    expect(() => shopIn(stackOf(), { kmsKeyArn: undefined } as object)).not.toThrow();
  });
});

describe('a token', () => {
  const text = Fn.importValue('x');
  const number = Token.asNumber(Lazy.number({ produce: () => 1 }));
  const condition = Fn.conditionEquals(1, 1) as unknown as boolean;
  it.each<[string, Partial<EcommerceRecommendersProps>]>([
    ['monthlyBudget', { monthlyBudget: number }],
    ['holdout', { holdout: number }],
    ['trainingTimeout', { trainingTimeout: Duration.hours(number) }],
    ['maxDataAge', { maxDataAge: Duration.days(number) }],
    ['eventTracker', { eventTracker: condition }],
    ['notify[0]', { notify: [text] }],
    ['api.origins[1]', { api: { origins: ['https://shop.example', text] } }],
    ['filters.cheap', { filters: { cheap: `INCLUDE ItemID WHERE Items.STYLE IN ("${text}")` } }],
    ['eventTypes.(name)', { eventTypes: { [text]: 'View' } }],
    ['segments.items[0]', { segments: { items: [text] } }],
    [
      'freshDataSchedule.expressionString',
      { freshData: true, freshDataSchedule: events.Schedule.expression(text) },
    ],
    ['source.archive', { source: ShopSource.fromArchive(text) }],
  ])('is refused in these words as %s', (place, props) => {
    expect(() => shopIn(stackOf(), props)).toThrow(
      `Property ${place} of Theirs/Shop is a token, whose value is known at deployment; this one has to be known at synth.`,
    );
  });

  it('is taken as the name of a bucket', () => {
    const stack = stackOf();
    new CfnCondition(stack, 'Any');
    const bucket = Bucket.fromBucketName(stack, 'Parts', `parts-${Aws.ACCOUNT_ID}`);
    expect(() => shopIn(stack, { source: ShopSource.fromBucket(bucket, 'shop/') })).not.toThrow();
  });
});

describe('a construct’s message', () => {
  it.each<[Partial<EcommerceRecommendersProps>, string]>([
    [
      { holdout: 2 },
      'Property holdout is 2, allowed is a number from 0 to below 1. Change the property holdout of Theirs/Shop.',
    ],
    [
      { trainingTimeout: Duration.hours(30) },
      'Property trainingTimeout (hours) is 30, allowed is a number from 1 to 24.',
    ],
    [{ maxBadRows: 3 }, 'Give maxBadRows: 0, or set data.'],
    [
      { freshDataSchedule: events.Schedule.expression('rate(1 day)') },
      'Give freshData: true as well, or no freshDataSchedule for none.',
    ],
    [
      { serving: 'lists', useCases: ['best-sellers', 'recommended-for-you'] },
      `Give serving: '{"best-sellers":"lists"}'.`,
    ],
    [
      {
        runningHours: { from: '08:00', to: '12:00', timeZone: 'Asia/Seoul' },
        stopWhenIdle: Duration.hours(5),
      },
      'Give a smaller stopWhenIdle (hours), or 0 for never.',
    ],
    [{ experiment: { share: 0.1 } }, 'Property experiment is set and api is not'],
  ])('says property, and names no command line: %j', (props, words) => {
    const attempt = (): unknown => shopIn(stackOf(), props);
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow(/[Ss]etting|-c /);
  });

  it('is that of the app in other words', () => {
    expect(
      inPropertyWords(
        'Settings a and b. Pass -c source=s3://BUCKET/PREFIX/ as well, or -c stopWhenIdleHours=0.',
      ),
    ).toBe('Properties a and b. Give source: s3://BUCKET/PREFIX/ as well, or stopWhenIdle (hours): 0.');
  });
});
