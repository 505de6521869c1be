/** What holds a sentence that promises something for all cases, names a price, or gives a bound. */
export interface Claim {
  /** Words of the sentence that no other of the page has. */
  readonly words: string;
  /** The tests that fail where it is not so: files, and titles or parts of titles. */
  readonly held?: Readonly<Record<string, string | readonly string[]>>;
  /** Words of the page that say what of it is not known. */
  readonly unknown?: string;
  /** Why it promises nothing. */
  readonly noClaim?: string;
}

const STRANGERS = 'packages/embedded-aws/test/gateway/strangers.test.ts';
const PAGE = 'packages/tools/test/page/page-server.test.ts';
const API = 'test/lambda/api';
const EVERY_USER = {
  'test/lambda/batch/steps/files.test.ts': 'every user once, those of fresh data included',
};

/** The claims of the documents, by page. */
export const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  'SECURITY.md': [
    {
      words: 'another machine – always',
      held: {
        [STRANGERS]: [
          'a server listens on 127.0.0.1 alone, which no other machine reaches',
          'fails from the peer "%s" (HTTP-1)',
        ],
      },
    },
    {
      words: 'DNS rebinding',
      held: {
        [STRANGERS]: [
          'fails for the host "%s" (HTTP-1)',
          'fails for every name that looks like one of S3’s or this machine’s and is not',
        ],
        [PAGE]: ['a name of another site', 'a name of S3, which is the embedded AWS’s alone'],
      },
    },
    {
      words: 'any other web page, including other ports',
      held: {
        [STRANGERS]: ['fails from %s (HTTP-2)', 'fails from an image of a page that is %s'],
        'packages/embedded-aws/test/apigateway/cors.test.ts': [
          'refuses pages of %s, and the function does not run (APIGW-4)',
          'takes the origin %s, which admits nobody here (APIGW-4)',
        ],
        [PAGE]: ['a page of another port', 'an image of another site'],
      },
    },
    {
      words: 'every Node.js process it starts',
      held: {
        'packages/embedded-aws/test/lambda/process.test.ts': 'fails to connect to anything but this machine',
        'packages/embedded-aws/test/lambda/reach.test.ts': [
          'reach this machine alone: %s (LAMBDA-9)',
          'find proxies that lead nowhere, where they are no Node.js',
        ],
      },
    },
  ],
  'packages/embedded-aws/README.md': [
    {
      words: 'IAM decides on every request',
      held: {
        'packages/embedded-aws/test/authorization/permissions.test.ts': 'are said by every operation of %s',
        'packages/embedded-aws/test/authorization/enforcement.test.ts':
          'does what its policy allows and nothing else',
      },
    },
  ],
  'docs/README.md': [
    { words: 'recommendations for every user', held: EVERY_USER },
    { words: 'What it costs', noClaim: 'the title of a page' },
  ],
  'docs/api.md': [
    {
      words: 'does not answer costs that once',
      held: {
        [`${API}/recommend.test.ts`]: [
          'hangs: it costs 250 ms once, and then nothing',
          'comes back: one question tries it after a while, and it answers again',
        ],
        [`${API}/circuits.test.ts`]: 'is open for a second, two, four, up to thirty',
      },
    },
    {
      words: 'starts while every recommender is stopped',
      held: { [`${API}/recommend.test.ts`]: 'hangs in a cold environment, where all others hang as well' },
    },
    {
      words: 'Never shown: items that are not in the prepared table',
      held: {
        [`${API}/recommend.test.ts`]: 'never shows what is sold out, withdrawn, excluded, or looked at',
      },
    },
    {
      words: 'has at most three items of a category',
      held: {
        [`${API}/diverse.test.ts`]: [
          'has no more of one than allowed, in the order in which they were recommended',
          'does not count what is sold out, excluded or looked at',
          'is one %s, too',
          'is one of lists, too',
        ],
      },
    },
    {
      words: 'one without a category always has room',
      held: {
        [`${API}/diverse.test.ts`]:
          'counts an item with several categories for each, and one without for none',
      },
    },
    {
      words: 'at most 24 hours ahead',
      held: { [`${API}/users.test.ts`]: 'with a proof that lives too long' },
    },
    {
      words: 'The key never leaves KMS',
      held: { 'test/lib/api/api.test.ts': 'verifies tokens by a key that never leaves KMS, and signs none' },
    },
    { words: 'never for an id that the request names', noClaim: 'advice to the shop’s back end' },
    {
      words: 'times within the last 24 hours',
      held: { [`${API}/events.test.ts`]: 'allowed are Unix seconds of the last 24 hours' },
    },
    {
      words: 'visitors who never sign in move neither',
      held: {
        'packages/embedded-aws/test/personalize/events.test.ts':
          'trains on a session once one of its events names the user (PERSONALIZE-67)',
      },
    },
    {
      words: 'ids, lengths, counts, depth and items of a request, before anything is asked',
      held: {
        [`${API}/recommend.test.ts`]: 'to %s says what is wrong, and asks nobody',
        [`${API}/events.test.ts`]: '%j are refused',
        [`${API}/ranking.test.ts`]: 'is refused with %i for %j',
      },
    },
    {
      words: 'says what a rate costs around the clock',
      held: {
        'packages/shop-data/test/insight/cost/api-cost.test.ts':
          'at the rate of the stage around the clock is Personalize above all',
        'packages/tools/test/cost/cost-report.test.ts':
          'says what an API costs for a million answers, and at the rate of its stage, which bounds nothing',
      },
    },
    {
      words: 'A million answers cost about $3 live',
      held: {
        'packages/tools/test/cost/cost-report.test.ts':
          'says what an API costs for a million answers, and at the rate of its stage, which bounds nothing',
      },
      unknown: 'Prices are unconfirmed.',
    },
  ],
  'docs/architecture.md': [
    {
      words: 'never back, and there are no cycles',
      held: {
        'test/layers.test.ts': [
          'import only what their manifest or the table allows',
          'have no circles, not even of types',
        ],
      },
    },
  ],
  'docs/bus-events.md': [
    {
      words: 'trainings that began within the day before',
      held: {
        'test/lambda/bus-events/publish-trainings.test.ts': [
          'are published by the first check if they began within a day',
          'of updates are published where the columns change, and else where they fail',
        ],
      },
    },
    {
      words: 'never fails because of its event',
      held: {
        'test/storm/bus-events.long.test.ts':
          'that the bus does not take fail no run, are counted, and are put once it does',
      },
    },
  ],
  'docs/calling.md': [
    {
      words: 'puts it on every role',
      held: { 'test/lib/guard-rails/roles.test.ts': 'is on every role, CDK’s own included' },
    },
    {
      words: 'reports the policies of every role and makes none',
      held: {
        'test/lib/guard-rails/roles.test.ts':
          'leaves no role in the template, and reports every role that a shop needs',
      },
    },
    {
      words: 'one line of JSON on every state change',
      held: { 'test/lambda/shop/resources/provider-handlers.test.ts': 'has one line of JSON a transition' },
    },
  ],
  'docs/commands.md': [
    {
      words: 'Every command is `npx recommenders COMMAND [OPTIONS]`',
      held: {
        'packages/tools/test/commands/recommenders.long.test.ts': [
          'lists every command on %j',
          'is what npx runs in the checkout',
          'has examples, no side effects, and fits into the terminal: %s',
        ],
      },
    },
  ],
  'docs/concepts.md': [
    {
      words: 'A run must end within 50 minutes',
      held: { 'test/lib/source/glue-prepared-data.test.ts': 'is a Spark job that ends within the hour' },
      unknown: 'The job has not run on AWS Glue yet',
    },
  ],
  'docs/data.md': [
    {
      words: 'before anything is written; the archive itself is never overwritten',
      held: {
        'packages/csv/test/hostile-csv.test.ts': 'fails with its line when it has %s',
        'packages/tools/test/prepare-data/command.test.ts': [
          'fails with one line and exit code 1 on data that is wrong, and leaves nothing',
          'fails if a file would overwrite the archive',
        ],
        'packages/tools/test/explore/command.test.ts': [
          'fails with one line on %s and writes nothing',
          'fails if its report would overwrite the archive',
        ],
        'test/lambda/source/prepare-data/s3-sink.test.ts':
          'leaves neither objects nor parts when it is aborted',
      },
    },
    {
      words: 'A category is never invented',
      held: { 'packages/tools/test/init/infer/infer-mapping.test.ts': 'never invents a category' },
    },
    {
      words: 'The number of a line, which differs in every row, is no item',
      held: {
        'packages/tools/test/init/infer/ids.test.ts':
          'are not the number of the line, which differs in every row',
      },
    },
    {
      words: 'Every question has a flag',
      held: { 'packages/tools/test/init/decide.test.ts': 'has a flag for every question' },
    },
    {
      words: 'it never leaves KMS and is in no template',
      held: {
        'test/lib/shop/mapped-shop.test.ts': 'has an HMAC key for hashes of users',
        'packages/tools/test/cost/cost-report.test.ts': 'says what the HMAC key of the users’ ids costs',
      },
    },
    {
      words: 'is refused before anything has changed',
      held: {
        'test/lambda/shop/dataset/dataset.test.ts':
          'is refused before anything has changed, with the way out',
      },
    },
  ],
  'docs/effect.md': [
    {
      words: 'You may check every day',
      held: {
        'packages/shop-data/test/insight/effect/effect-document.long.test.ts':
          'find an effect that is not there in at most 5 %%',
        'packages/shop-data/test/insight/effect/always-valid.test.ts':
          'is half as wide again as one for a single look at best',
      },
    },
    {
      words: 'an anonymous id, which never leaves it',
      held: {
        'packages/storefront/test/consent.long.test.ts':
          'keeps a stable id of which only a number leaves the browser',
      },
    },
    { words: 'Always Valid Inference', noClaim: 'the title of a paper' },
  ],
  'docs/forgetting.md': [
    {
      words: 'they expire, 24 hours at most after the last one was signed',
      held: { 'test/lambda/api/users.test.ts': 'with a proof that lives too long' },
    },
    {
      words: 'At most five jobs of a group may be PENDING',
      held: {
        'packages/embedded-aws/test/personalize/data-deletion.test.ts':
          'a group has five data deletion jobs PENDING at most',
      },
    },
  ],
  'docs/how-it-works.md': [
    {
      words: 'A custom resource can wait for an hour at most',
      held: {
        'test/lib/permissions.test.ts': 'are asked for less than CloudFormation’s hour',
        'test/lib/lists/lists.test.ts':
          'are waited for, as long as training is, in resources of less than an hour',
      },
    },
  ],
  'docs/lists.md': [
    {
      words: 'asks for every item once',
      held: {
        'test/lambda/lists/steps/steps.test.ts':
          'of the prepared file and of what fresh data has added, each item once',
        'test/lambda/lists/steps/ask.test.ts': 'asks for every item of the part once',
        'packages/shop-data/test/insight/cost/lists-cost.test.ts':
          'is that of an hour a week where the catalogue is small',
      },
    },
    {
      words: 'Lists are made for every use case without a filter',
      held: { 'test/lib/lists/lists.test.ts': 'lists for filters that do not ask who asks' },
    },
    {
      words: 'are within 5 % of the estimate',
      held: {
        'test/storm/lists-bill.long.test.ts': [
          'asks as much, keeps its recommenders for as long, and is billed for both as estimated',
          'within an hour is billed for the requests that an hour does not include, as estimated',
        ],
      },
    },
  ],
  'docs/page.md': [
    {
      words: 'what the stack costs on AWS, an hour and a month',
      held: { [PAGE]: 'says what the recommenders cost on AWS, an hour and a month' },
    },
    {
      words: 'never the first of the list if it has others',
      held: {
        'packages/tools/test/page/list-basis.test.ts':
          'is not the first in a list, unless there are no others',
      },
    },
    {
      words: 'if there are at most 2,000,000 interactions',
      held: {
        'packages/tools/test/page/measure.test.ts': 'a shop of %i interactions is measured by itself: %s',
        [PAGE]:
          'measures the recommenders by itself after a deployment where that is free, else when asked to',
      },
    },
  ],
  'docs/ranking.md': [
    {
      words: 'if no answer comes within a second',
      held: {
        'packages/storefront/test/ranking.long.test.ts':
          'leaves the items in their order where the API does not answer for a second',
      },
    },
    {
      words: 'hide them until then, for a second at most',
      held: {
        'packages/storefront/test/ranking.long.test.ts':
          'leaves the items in their order where the API does not answer for a second',
      },
    },
    {
      words: 'the smallest costs about $394 a month',
      held: {
        'packages/tools/test/cost/cost-report.test.ts':
          'says what a ranking costs asked or not, and a training',
      },
      unknown: 'the unconfirmed $0.15',
    },
  ],
  'docs/request-rate.md': [
    {
      words: 'costs nothing more: they would be billed anyway',
      held: {
        'test/lambda/request-rate/follow-use.test.ts':
          'tells that a minimum cost nothing where the requests of the hour are as many on average',
      },
    },
    {
      words: 'Every hour a small function reads the requests',
      held: {
        'test/lib/request-rate/request-rate.test.ts': 'are looked at every hour',
        'test/lambda/request-rate/follow-use.test.ts': 'follows the busiest five minutes of three hours',
      },
    },
    {
      words: 'at most three quarters of the rate',
      held: {
        'test/lambda/request-rate/next-rate.test.ts': [
          'is lowered by a quarter or more',
          'is not lowered by less',
        ],
      },
    },
    {
      words: 'never within 50 minutes of another update',
      held: {
        'test/lambda/request-rate/next-rate.test.ts': ['stays at least min', 'is never more than max'],
        'test/lambda/request-rate/follow-use.test.ts': [
          'was updated within the hour',
          'may change again after 50 minutes',
        ],
      },
    },
  ],
  'docs/rules.md': [
    {
      words: 'in force within a minute',
      held: { 'test/whole/api.long.test.ts': 'obeys a rule within a minute of its being set, and names it' },
    },
    {
      words: 'Within a minute.',
      held: {
        'test/lambda/api/rules.test.ts':
          'are in force within a minute: read again after 20 s, and answers are cached for 30',
      },
    },
    {
      words: 'every 20 seconds',
      held: {
        'test/lambda/api/rules.test.ts':
          'are in force within a minute: read again after 20 s, and answers are cached for 30',
      },
    },
  ],
  'docs/segments.md': [{ words: 'recommendations for every user of the prepared data', held: EVERY_USER }],
  'docs/settings.md': [
    {
      words: 'rotated every year, and deleted seven days after',
      held: { 'test/lib/shop/data-key.test.ts': 'rotates, and goes with the stack as soon as KMS allows' },
    },
    { words: '`batches` – `false`', held: EVERY_USER },
    {
      words: 'Stopped ones cost nothing',
      held: {
        'packages/embedded-aws/test/billing/recommenders.test.ts':
          'a recommender is billed from its first training until it is stopped',
      },
    },
    {
      words: 'One that was never asked keeps running',
      held: {
        'test/lambda/running-hours/pauses.test.ts': 'stops none of which CloudWatch has never had a request',
      },
    },
    {
      words: 'is retried every minute for eight hours',
      held: {
        'test/lib/running-hours/running-hours.test.ts': 'are tried again every minute for eight hours',
      },
    },
    {
      words: 'goes to the namespace `EcommerceRecommenders` every hour',
      held: { 'test/lib/watching/watching.test.ts': 'looks every hour' },
    },
    {
      words: 'Watching four recommenders costs about $10',
      held: {
        'test/lib/watching/watching.test.ts': 'costs about ten dollars a month with four recommenders',
      },
      unknown: 'unconfirmed prices',
    },
    { words: 'Where recommendations for every user are in S3', held: EVERY_USER },
    { words: 'Makes recommendations for every user', held: EVERY_USER },
  ],
  'docs/storefront.md': [
    {
      words: 'shelves ask once, with the ids, if your page tells the consent within 0.3 s',
      held: {
        'packages/storefront/test/consent.long.test.ts':
          'is waited for by a shelf, for a moment, where it was given on an earlier page: it asks once',
      },
    },
    {
      words: 'how many items at most',
      held: {
        'packages/storefront/test/shelf.long.test.ts': 'asks the API of its attributes',
        [`${API}/recommend.test.ts`]: 'has what the shop’s own data says of each item',
      },
    },
    {
      words: 'names are text, never markup',
      held: {
        'packages/storefront/test/cards.long.test.ts': 'never make markup or code of the data',
        'packages/storefront/test/parts.test.ts': '%j lead to %s',
      },
    },
    {
      words: 'They never leave the browser',
      held: {
        'packages/storefront/test/consent.long.test.ts':
          'keeps a stable id of which only a number leaves the browser',
      },
    },
    {
      words: '`https://API/recommended-items.js?v=HASH` never changes',
      held: { [`${API}/reply.test.ts`]: 'may be kept for ever by its hash, and for an hour without' },
    },
  ],
  'docs/verdicts.md': [
    {
      words: 'A model never learns from what anybody did later',
      held: {
        'packages/models/test/evaluation/time-split.test.ts':
          'holds out the newest tenth of all rows, whosoever they are',
      },
    },
    {
      words: 'something viewed within a day after',
      held: {
        'packages/models/test/evaluation/next-questions.test.ts':
          'is for also viewed what follows the first view within a day',
      },
    },
  ],
  'docs/vpc.md': [
    {
      words: 'puts every function of the shop into the VPC',
      held: {
        'test/lib/guard-rails/vpc.test.ts':
          'has all functions, CDK’s own included, behind one security group',
      },
    },
  ],
};
