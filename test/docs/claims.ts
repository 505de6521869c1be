/** What holds a sentence that promises something for all cases, names a price, or gives a bound. */
export interface Claim {
  /** Words of the sentence that no other of the page has. */
  readonly words: string;
  /** The tests that fail where it is not so: files, and titles or parts of titles. */
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  /** Words of the page that say what of it is not known. */
  readonly unknown?: string;
  /** Why it promises nothing. */
  readonly noClaim?: string;
}

/** By page, the words of each claim, and below them what holds it: tests, or what is `unknown`, or why it is `no claim`. */
const TABLE = `
# SECURITY.md
another machine – always
  packages/embedded-aws/test/gateway/strangers.test.ts: a server listens on 127.0.0.1 alone, which no other machine reaches
  packages/embedded-aws/test/gateway/strangers.test.ts: fails from the peer "%s" (HTTP-1)
DNS rebinding
  packages/embedded-aws/test/gateway/strangers.test.ts: fails for the host "%s" (HTTP-1)
  packages/embedded-aws/test/gateway/strangers.test.ts: fails for every name that looks like one of S3’s or this machine’s and is not
  packages/tools/test/page/page-server.test.ts: a name of another site
  packages/tools/test/page/page-server.test.ts: a name of S3, which is the embedded AWS’s alone
any other web page, including other ports
  packages/embedded-aws/test/gateway/strangers.test.ts: fails from %s (HTTP-2)
  packages/embedded-aws/test/gateway/strangers.test.ts: fails from an image of a page that is %s
  packages/embedded-aws/test/apigateway/cors.test.ts: refuses pages of %s, and the function does not run (APIGW-4)
  packages/embedded-aws/test/apigateway/cors.test.ts: takes the origin %s, which admits nobody here (APIGW-4)
  packages/tools/test/page/page-server.test.ts: a page of another port
  packages/tools/test/page/page-server.test.ts: an image of another site
every Node.js process it starts
  packages/embedded-aws/test/lambda/process.test.ts: fails to connect to anything but this machine
  packages/embedded-aws/test/lambda/reach.test.ts: reach this machine alone: %s (LAMBDA-9)
  packages/embedded-aws/test/lambda/reach.test.ts: find proxies that lead nowhere, where they are no Node.js
# packages/embedded-aws/README.md
IAM decides on every request
  packages/embedded-aws/test/authorization/permissions.test.ts: are said by every operation of %s
  packages/embedded-aws/test/authorization/enforcement.test.ts: does what its policy allows and nothing else
# docs/README.md
recommendations for every user
  test/lambda/batch/steps/files.test.ts: every user once, those of fresh data included
What it costs
  no claim: the title of a page
# docs/api.md
does not answer costs that once
  test/lambda/api/recommend.test.ts: hangs: it costs 250 ms once, and then nothing
  test/lambda/api/recommend.test.ts: comes back: one question tries it after a second, two, four, up to thirty
starts while every recommender is stopped
  test/lambda/api/recommend.test.ts: hangs in a cold environment, where all others hang as well
Never shown: items that are not in the prepared table
  test/lambda/api/recommend.test.ts: never shows what is sold out, withdrawn, excluded, or looked at
has at most three items of a category
  test/lambda/api/diverse.test.ts: has no more of one than allowed, in the order in which they were recommended
  test/lambda/api/diverse.test.ts: does not count what is sold out, excluded or looked at
  test/lambda/api/diverse.test.ts: is one %s, too
  test/lambda/api/diverse.test.ts: is one of lists, too
one without a category always has room
  test/lambda/api/diverse.test.ts: counts an item with several categories for each, and one without for none
at most 24 hours ahead
  test/lambda/api/users.test.ts: with a proof that lives too long
The key never leaves KMS
  test/lib/api/api.test.ts: verifies tokens by a key that never leaves KMS, and signs none
never for an id that the request names
  no claim: advice to the shop’s back end
times within the last 24 hours
  test/lambda/api/events.test.ts: allowed are Unix seconds of the last 24 hours
visitors who never sign in move neither
  packages/embedded-aws/test/personalize/events.test.ts: trains on a session once one of its events names the user (PERSONALIZE-67)
ids, lengths, counts, depth and items of a request, before anything is asked
  test/lambda/api/recommend.test.ts: to %s says what is wrong, and asks nobody
  test/lambda/api/events.test.ts: %j are refused
  test/lambda/api/ranking.test.ts: is refused with %i for %j
says what a rate costs around the clock
  packages/shop-data/test/insight/cost/api-cost.test.ts: at the rate of the stage around the clock is Personalize above all
  packages/tools/test/cost/cost-report.test.ts: says what an API costs for a million answers, and at the rate of its stage, which bounds nothing
A million answers cost about $3 live
  packages/tools/test/cost/cost-report.test.ts: says what an API costs for a million answers, and at the rate of its stage, which bounds nothing
  unknown: Prices are unconfirmed.
# docs/architecture.md
never back, and there are no cycles
  test/layers.test.ts: import only what their manifest or the table allows
  test/layers.test.ts: have no circles, not even of types
# docs/bus-events.md
trainings that began within the day before
  test/lambda/bus-events/publish-trainings.test.ts: are published by the first check if they began within a day
  test/lambda/bus-events/publish-trainings.test.ts: of updates are published where the columns change, and else where they fail
never fails because of its event
  test/storm/bus-events.long.test.ts: that the bus does not take fail no run, are counted, and are put once it does
# docs/calling.md
puts it on every role
  test/lib/guard-rails/roles.test.ts: is on every role, CDK’s own included
reports the policies of every role and makes none
  test/lib/guard-rails/roles.test.ts: leaves no role in the template, and reports every role that a shop needs
one line of JSON on every state change
  test/lambda/shop/resources/provider-handlers.test.ts: has one line of JSON a transition
# docs/commands.md
Every command is \`npx recommenders COMMAND [OPTIONS]\`
  packages/tools/test/commands/recommenders.long.test.ts: lists every command on %j
  packages/tools/test/commands/recommenders.long.test.ts: is what npx runs in the checkout
  packages/tools/test/commands/recommenders.long.test.ts: has examples, no side effects, and fits into the terminal: %s
# docs/concepts.md
A run must end within 50 minutes
  test/lib/source/glue-prepared-data.test.ts: is a Spark job that ends within the hour
  unknown: The job has not run on AWS Glue yet
# docs/data.md
before anything is written; the archive itself is never overwritten
  packages/csv/test/read-csv.test.ts: fails with its line when it has %s
  packages/tools/test/prepare-data/command.test.ts: fails with one line and exit code 1 on data that is wrong, and leaves nothing
  packages/tools/test/prepare-data/command.test.ts: fails if a file would overwrite the archive
  packages/tools/test/explore/command.test.ts: fails with one line on %s and writes nothing
  packages/tools/test/explore/command.test.ts: fails if its report would overwrite the archive
  test/lambda/source/prepare-data/s3-sink.test.ts: leaves neither objects nor parts when it is aborted
A category is never invented
  packages/tools/test/init/infer/infer-mapping.test.ts: never invents a category
The number of a line, which differs in every row, is no item
  packages/tools/test/init/infer/ids.test.ts: are not the number of the line, which differs in every row
Every question has a flag
  packages/tools/test/init/decide.test.ts: has a flag for every question
it never leaves KMS and is in no template
  test/lib/shop/mapped-shop.test.ts: has an HMAC key for hashes of users
  packages/tools/test/cost/cost-report.test.ts: says what the HMAC key of the users’ ids costs
is refused before anything has changed
  test/lambda/shop/dataset/dataset.test.ts: is refused before anything has changed, with the way out
# docs/effect.md
You may check every day
  packages/shop-data/test/insight/effect/effect-document.long.test.ts: find an effect that is not there in at most 5 %%
  packages/shop-data/test/insight/effect/always-valid.test.ts: is half as wide again as one for a single look at best
an anonymous id, which never leaves it
  packages/storefront/test/consent.long.test.ts: keeps a stable id of which only a number leaves the browser
Always Valid Inference
  no claim: the title of a paper
# docs/forgetting.md
they expire, 24 hours at most after the last one was signed
  test/lambda/api/users.test.ts: with a proof that lives too long
At most five jobs of a group may be PENDING
  packages/embedded-aws/test/personalize/data-deletion.test.ts: a group has five data deletion jobs PENDING at most
# docs/how-it-works.md
A custom resource can wait for an hour at most
  test/lib/permissions.test.ts: are asked for less than CloudFormation’s hour
  test/lib/lists/lists.test.ts: are waited for, as long as training is, in resources of less than an hour
# docs/lists.md
asks for every item once
  test/lambda/lists/steps/steps.test.ts: of the prepared file and of what fresh data has added, each item once
  test/lambda/lists/steps/ask.test.ts: asks for every item of the part once
  packages/shop-data/test/insight/cost/lists-cost.test.ts: is that of an hour a week where the catalogue is small
Lists are made for every use case without a filter
  test/lib/lists/lists.test.ts: lists for filters that do not ask who asks
are within 5 % of the estimate
  test/storm/bill.long.test.ts: asks as much, keeps its recommenders for as long, and is billed for both as estimated
  test/storm/bill.long.test.ts: within an hour is billed for the requests that an hour does not include, as estimated
# docs/page.md
what the stack costs on AWS, an hour and a month
  packages/tools/test/page/page-server.test.ts: says what the recommenders cost on AWS, an hour and a month
never the first of the list if it has others
  packages/tools/test/page/list-basis.test.ts: is not the first in a list, unless there are no others
if there are at most 2,000,000 interactions
  packages/tools/test/page/measure.test.ts: a shop of %i interactions is measured by itself: %s
  packages/tools/test/page/page-server.test.ts: measures the recommenders by itself after a deployment where that is free, else when asked to
# docs/ranking.md
if no answer comes within a second
  packages/storefront/test/ranking.long.test.ts: leaves the items in their order where the API does not answer for a second
hide them until then, for a second at most
  packages/storefront/test/ranking.long.test.ts: leaves the items in their order where the API does not answer for a second
the smallest costs about $394 a month
  packages/tools/test/cost/cost-report.test.ts: says what a ranking costs asked or not, and a training
  unknown: the unconfirmed $0.15
# docs/request-rate.md
costs nothing more: they would be billed anyway
  test/lambda/request-rate/follow-use.test.ts: tells that a minimum cost nothing where the requests of the hour are as many on average
Every hour a small function reads the requests
  test/lib/runs/runs.test.ts: what has a schedule is begun on it, by default once a week or every hour
  test/lambda/request-rate/follow-use.test.ts: follows the busiest five minutes of three hours
at most three quarters of the rate
  test/lambda/request-rate/next-rate.test.ts: is lowered by a quarter or more
  test/lambda/request-rate/next-rate.test.ts: is not lowered by less
never within 50 minutes of another update
  test/lambda/request-rate/next-rate.test.ts: stays at least min
  test/lambda/request-rate/next-rate.test.ts: is never more than max
  test/lambda/request-rate/follow-use.test.ts: was updated within the hour
  test/lambda/request-rate/follow-use.test.ts: may change again after 50 minutes
# docs/rules.md
in force within a minute
  test/whole/api.long.test.ts: obeys a rule within a minute of its being set, and names it
Within a minute.
  test/lambda/api/rules.test.ts: are in force within a minute: read again after 20 s, and answers are cached for 30
every 20 seconds
  test/lambda/api/rules.test.ts: are in force within a minute: read again after 20 s, and answers are cached for 30
# docs/segments.md
recommendations for every user of the prepared data
  test/lambda/batch/steps/files.test.ts: every user once, those of fresh data included
# docs/settings.md
rotated every year, and deleted seven days after
  test/lib/shop/data-key.test.ts: rotates, and goes with the stack as soon as KMS allows
\`batches\` – \`false\`
  test/lambda/batch/steps/files.test.ts: every user once, those of fresh data included
Stopped ones cost nothing
  packages/embedded-aws/test/billing/personalize.test.ts: a recommender is billed from its first training until it is stopped
One that was never asked keeps running
  test/lambda/running-hours/pauses.test.ts: stops none of which CloudWatch has never had a request
is retried every minute for eight hours
  test/lib/running-hours/running-hours.test.ts: are tried again every minute for eight hours
goes to the namespace \`EcommerceRecommenders\` every hour
  test/lib/watching/watching.test.ts: looks every hour
Watching four recommenders costs about $10
  test/lib/watching/watching.test.ts: costs about ten dollars a month with four recommenders
  unknown: unconfirmed prices
Where recommendations for every user are in S3
  test/lambda/batch/steps/files.test.ts: every user once, those of fresh data included
Makes recommendations for every user
  test/lambda/batch/steps/files.test.ts: every user once, those of fresh data included
# docs/storefront.md
shelves ask once, with the ids, if your page tells the consent within 0.3 s
  packages/storefront/test/consent.long.test.ts: is waited for by a shelf, for a moment, where it was given on an earlier page: it asks once
how many items at most
  packages/storefront/test/shelf.long.test.ts: asks the API of its attributes
  test/lambda/api/recommend.test.ts: has what the shop’s own data says of each item
names are text, never markup
  packages/storefront/test/cards.long.test.ts: never make markup or code of the data
  packages/storefront/test/parts.test.ts: %j lead to %s
They never leave the browser
  packages/storefront/test/consent.long.test.ts: keeps a stable id of which only a number leaves the browser
\`https://API/recommended-items.js?v=HASH\` never changes
  test/lambda/api/reply.test.ts: may be kept for ever by its hash, and for an hour without
# docs/verdicts.md
A model never learns from what anybody did later
  packages/models/test/evaluation/time-split.test.ts: holds out the newest tenth of all rows, whosoever they are
something viewed within a day after
  packages/models/test/evaluation/next-questions.test.ts: is for also viewed what follows the first view within a day
# docs/vpc.md
puts every function of the shop into the VPC
  test/lib/guard-rails/vpc.test.ts: has all functions, CDK’s own included, behind one security group
`;

/** The claims of the documents, by page. */
export const CLAIMS: Readonly<Record<string, readonly Claim[]>> = Object.fromEntries(
  TABLE.split(/^# /m)
    .slice(1)
    .map((section) => {
      const [page, ...claims] = section.trimEnd().split(/\n(?! )/);
      return [page, claims.map(claimOf)];
    }),
);

function claimOf(text: string): Claim {
  const [words, ...lines] = text.split('\n  ');
  const held = lines.map((line) => {
    const end = line.indexOf(': ');
    return { file: line.slice(0, end), title: line.slice(end + 2) };
  });
  return {
    words,
    tests: held.filter(({ file }) => !['unknown', 'no claim'].includes(file)),
    unknown: held.find(({ file }) => file === 'unknown')?.title,
    noClaim: held.find(({ file }) => file === 'no claim')?.title,
  };
}
