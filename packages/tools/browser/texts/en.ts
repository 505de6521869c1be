import { REMEDIES } from '../../src/failure/stack-failure';
import type { ListName } from '@ecommerce-recommenders/models/evaluation/baselines';
import { comparatorInWords } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { ItemEvidence, ListBasis } from '../../src/page/page-answers';

const FORMAT = new Intl.NumberFormat('en-US');
const n = (value: number): string => FORMAT.format(value);

/** `1 item`, `4,500 items`. */
const count = (value: number, one: string, many = `${one}s`): string =>
  `${n(value)} ${value === 1 ? one : many}`;

const VERBS = { View: 'viewed', Purchase: 'bought' } as const;
const NOUNS = { View: 'view', Purchase: 'purchase' } as const;
const did = (event: keyof typeof VERBS | undefined): string => (event ? VERBS[event] : 'viewed or bought');
const times = (event: keyof typeof VERBS | undefined, value: number): string =>
  count(value, event === 'View' ? 'view' : event === 'Purchase' ? 'purchase' : 'interaction');

/** `No items.`, `1 item.`, `The first 24 of 4,500 items.` */
const found = (total: number, shown: number, noun: string, which = 'first'): string =>
  total > shown
    ? `The ${which} ${n(shown)} of ${count(total, noun)}.`
    : `${total === 0 ? 'No' : n(total)} ${noun}${total === 1 ? '' : 's'}.`;

function notLearned(basis: Exclude<ListBasis, { kind: 'asked' }>, user: string): string {
  switch (basis.kind) {
    case 'no-user':
      return `${user} has done nothing yet`;
    case 'no-history':
      return basis.isSent
        ? `the first ${NOUNS[basis.event]} of ${basis.name} counts from the next training on`
        : `nobody has ${did(basis.event)} ${basis.name} yet`;
    case 'few':
      return `too few ${did(basis.event)} ${basis.name} together with something else`;
  }
}

/** The page in English; every other language has the same keys. */
export const en = {
  shop: {
    name: 'Shop',
    home: 'The shop',
    greeting: (user: string): string => `Picked for ${user}`,
    lead: (items: number, users: number): string =>
      `${count(items, 'item')} and ${count(users, 'shopper')}. The shelves show what the stack’s recommenders answer.`,
    coming: (items: number, users: number): string =>
      `${count(items, 'item')} and ${count(users, 'shopper')}. Each shelf fills as soon as its recommender has learned from them.`,
    learning: 'Learning…',
    hasLearned: (title: string): string => `${title} has learned and answers.`,
    countsLater: 'Views and purchases count as soon as the stack is deployed.',
    withoutTracker: 'This stack has no event tracker, so views and purchases change nothing.',
    addTracker: 'Deploy it with -c eventTracker=true, and the lists follow every click.',
    noShelf: 'The stack has no recommender for this place. The setting useCases says which it trains.',
    filter: 'Filter',
    noFilter: 'none',
    newHere: 'New here',
    badges: { filler: 'Popular', trial: 'New, on trial' },
    sameAs: (title: string): string => `The same items as “${title}”.`,
    emptyList: 'This list is empty. Another filter, or another shopper, has more.',
    bestMoment: 'Look at something, or buy it: Recommended for you changes while you watch.',
  },
  shelves: {
    'recommended-for-you': { title: 'Recommended for you', lead: 'From what this user viewed and bought.' },
    'most-viewed': {
      title: 'Most viewed',
      lead: 'What the shop’s visitors look at. The same for everybody.',
    },
    'best-sellers': { title: 'Best sellers', lead: 'What customers buy most often. The same for everybody.' },
    'frequently-bought-together': {
      title: 'Frequently bought together',
      lead: 'What customers bought together with this item.',
    },
    'customers-who-viewed-x-also-viewed': {
      title: 'Customers also viewed',
      lead: 'What viewers of this item also viewed, without this user’s purchases.',
    },
    'similar-items': {
      title: 'Similar items',
      lead: 'What the catalogue describes alike. Filters do not apply.',
    },
  } satisfies Record<AnsweredUseCase, { title: string; lead: string }>,
  /** Texts for a shelf that falls back to popular items. */
  popular: {
    title: (basis: Exclude<ListBasis, { kind: 'asked' }>, user: string): string =>
      `Popular in this shop: ${notLearned(basis, user)}`,
    lead: 'Popular items are shown until there is something to learn from.',
  },
  changed: (title: string, added: number): string => `${title} has changed: ${n(added)} new.`,
  why: {
    ask: 'Why these?',
    counting: 'Counting…',
    onlyCounts: 'These are counts of the training data, not a look into the service’s own model.',
    counts: (event: 'View' | 'Purchase'): string =>
      `Counts ${event === 'View' ? 'views' : 'purchases'}: the same list for every user.`,
    together: (customers: number): string =>
      `${count(customers, 'customer')} bought two different things or more. Where too few bought something together with the item, best sellers fill up the list.`,
    alsoViewed: 'Counts what viewers of the item also viewed.',
    unknownUser:
      'The training data does not hold this user: popular items, until there are events of the user.',
    history: (event: 'View' | 'Purchase' | undefined, latest: string): string =>
      `From what the user ${did(event)}, most recently ${latest}.`,
    bought: (items: number): string =>
      items === 0
        ? 'This user has bought nothing yet.'
        : `This user has bought ${count(items, 'item')}, which ${items === 1 ? 'is' : 'are'} left out.`,
    filter: (name: string): string => `The filter ${name} was asked for.`,
    sent: (events: number, countsAtOnce: boolean, event: 'View' | 'Purchase', name: string): string =>
      `${count(events, 'event')} from this page ${events === 1 ? 'counts' : 'count'} ${countsAtOnce ? 'at once' : 'at the next training'}; the latest: ${did(event)} ${name}.`,
    item: (item: ItemEvidence): string => {
      switch (item.kind) {
        case 'times':
          return times(item.event, item.times);
        case 'both':
          return `${n(item.customers)} of the ${count(item.of, 'customer')} who ${did(item.event)} ${item.name} ${did(item.event)} it, too.`;
        case 'filler':
          return `Popular: ${times(item.event, item.times)}, none by the ${count(item.of, 'customer')} who ${did(item.event)} ${item.name}.`;
        case 'known':
          return `This shopper has ${did(item.event)} it before.`;
        case 'new':
          return item.times === 0
            ? `New, and tried out: nobody has ${did(item.event)} it yet.`
            : `New, or popular: ${times(item.event, item.times)}.`;
        case 'shared':
          return `Because of ${item.name}: ${count(item.customers, 'customer')} ${did(item.event)} both.`;
      }
    },
  },
  item: {
    looking: 'Looking for it…',
    notFound: 'There is no such item',
    nameless: 'An item without a name',
    buy: 'Buy',
    buyAgain: '✓ Bought. Buy again',
    bought: 'Bought. The shelves will update.',
    notSent: (reason: string): string => `The event was not sent. ${reason}`,
    goesWith: 'Goes well with it',
    together: (price: string): string => `All of it for ${price}`,
  },
  changes: {
    title: 'What changed',
    viewed: (name: string): string => `You viewed ${name}.`,
    bought: (name: string): string => `You bought ${name}.`,
    asking: 'Asking Recommended for you…',
    same: 'Recommended for you is as before.',
    summary: (added: number, up: number, down: number, gone: number): string =>
      `Recommended for you: ${n(added)} new, ${n(up)} up, ${n(down)} down, ${n(gone)} gone.`,
    isNew: 'new',
    stays: 'as before',
    was: (rank: number): string => `was ${n(rank)}`,
    gone: 'No longer in the list',
  },
  history: {
    title: (user: string): string => `What ${user} did`,
    found: (total: number, shown: number): string => found(total, shown, 'event', 'latest'),
    reading: 'Reading the training data…',
    nothing: 'Nothing yet. Open an item to begin.',
    viewed: 'Viewed',
    bought: 'Bought',
    on: (did: string, day: string): string => `${did} ${day}`,
    here: (did: string): string => `${did} on this page`,
  },
  search: {
    label: 'Search items',
    all: 'All items',
    title: (words: string): string => `Items for “${words}”`,
    found: (total: number, shown: number): string => found(total, shown, 'item'),
    nothing: 'Try a word of a name, a category or a style.',
    showAll: 'Show all items',
    more: (rest: number): string => `Show ${n(rest)} more`,
  },
  users: {
    now: 'Shopping as',
    title: 'Shop as another user',
    label: 'Name or id',
    close: 'Close',
    found: (total: number, shown: number): string => found(total, shown, 'user'),
    id: (id: string): string => `id ${id}`,
    switched: (name: string): string => `You now shop as ${name}.`,
    guest: 'guest',
    nameless: 'this shopper',
    unnamed: (id: string): string => `shopper ${id}`,
    all: 'All shoppers',
  },
  people: {
    title: 'Worth a look',
    did: (views: number, orders: number): string => `${count(views, 'view')} · ${count(orders, 'order')}`,
    newcomer: 'has hardly begun',
    regular: 'comes often',
    who: (noun: string, does: string): string => `${noun} who ${does}`,
    fanOf: (category: string): string => `fan of ${category}`,
    likes: (category: string): string => `likes ${category}`,
    /** Noun for the person, and verb phrase, by category or style. */
    kinds: {
      accessories: ['fan of accessories', 'likes accessories'],
      apparel: ['follower of fashion', 'likes clothes'],
      bakery: ['pastry lover', 'likes pastry'],
      bakeware: ['baker', 'bakes'],
      'baking mixes': ['baker', 'bakes'],
      beauty: ['beauty expert', 'cares for beauty'],
      books: ['reader', 'reads'],
      camera: ['photographer', 'takes pictures'],
      cameras: ['photographer', 'takes pictures'],
      camping: ['camper', 'camps'],
      clothing: ['follower of fashion', 'likes clothes'],
      'coffee beans': ['coffee lover', 'loves coffee'],
      'coffee makers': ['coffee lover', 'loves coffee'],
      drums: ['drummer', 'drums'],
      'drum sticks': ['drummer', 'drums'],
      electronics: ['tech fan', 'likes gadgets'],
      fishing: ['angler', 'fishes'],
      floral: ['flower lover', 'loves flowers'],
      footwear: ['shoe lover', 'loves shoes'],
      furniture: ['furnisher', 'furnishes a home'],
      garden: ['gardener', 'gardens'],
      grills: ['grill master', 'grills'],
      groceries: ['gourmet', 'eats well'],
      guitars: ['guitarist', 'plays the guitar'],
      headphones: ['music listener', 'listens to music'],
      'hiking boots': ['hiker', 'hikes'],
      homedecor: ['decorator', 'decorates'],
      housewares: ['cook', 'cooks'],
      instruments: ['musician', 'makes music'],
      jewelry: ['jewelry lover', 'loves jewelry'],
      kayaking: ['kayaker', 'paddles'],
      'keyboards and pianos': ['pianist', 'plays the piano'],
      keys: ['pianist', 'plays the piano'],
      kitchen: ['cook', 'cooks'],
      living: ['homemaker', 'likes a cozy home'],
      music: ['musician', 'makes music'],
      outdoors: ['outdoor fan', 'likes the outdoors'],
      pantry: ['gourmet', 'eats well'],
      percussion: ['drummer', 'drums'],
      'running shoes': ['runner', 'runs'],
      seasonal: ['party host', 'celebrates'],
      shoes: ['shoe lover', 'loves shoes'],
      strings: ['guitarist', 'plays the guitar'],
      'strings and picks': ['guitarist', 'plays the guitar'],
      teas: ['tea drinker', 'drinks tea'],
      tools: ['builder', 'builds things'],
    } satisfies Record<string, readonly [string, string]>,
  },
  frame: {
    views: 'Views',
    skip: 'Skip to the content',
    language: 'Language',
    shop: 'Shop',
    deployment: 'Deployment',
    data: 'Data',
    quality: 'Quality',
    effect: 'Effect',
    notFound: 'There is no such view',
    back: 'Back to the shop',
    watch: 'Watch the deployment',
    deploying: 'Deploying…',
    opensSoon: 'This view opens as soon as the stack is deployed.',
    noServer:
      'The page’s server does not answer. It stops with the command that started it; start that again.',
  },
  troubles: {
    'not-deployed': (): string => 'The stack is not deployed yet.',
    destroyed: (): string =>
      'The stack is destroyed, or about to be. The shop opens again with the next deployment.',
    'no-tracker': (): string => 'The stack has no event tracker (no output TrackingId), so no event counts.',
    'no-item': (itemId: string): string => `The data has no item "${itemId}". Search for one by name.`,
    'no-server': (): string =>
      'The page’s server does not answer. It stops with the command that started it.',
    /** A message of AWS or of a command, which is not translated. */
    inTheirWords: (message: string): string => message,
  },
  deployment: {
    title: 'Deployment',
    stages: {
      deploying: 'The stack is being deployed',
      ready: 'The stack is deployed',
      failed: 'The deployment has failed',
      destroying: 'The stack is being destroyed',
      destroyed: 'The stack is destroyed',
    },
    stopped: 'The page’s server has stopped; this is the last known state.',
    nothing: 'No deployment has been seen yet. "npx cdk deploy" starts one, and it appears here.',
    counts: (done: number, going: number, failed: number): string =>
      `${n(done)} done, ${n(going)} under way, ${n(failed)} failed`,
    stands: (recommenders: number, filters: number, tracksEvents: boolean): string => {
      const parts = [
        ...(recommenders > 0 ? [count(recommenders, 'recommender')] : []),
        ...(filters > 0 ? [count(filters, 'filter')] : []),
        ...(tracksEvents ? ['an event tracker'] : []),
      ];
      return parts.length > 0 ? `Ready: ${parts.join(', ')}.` : '';
    },
    took: {
      ready: (time: string): string => `The deployment took ${time}.`,
      destroyed: (time: string): string => `That took ${time}.`,
    },
    failedCount: (failed: number): string => `${n(failed)} failed.`,
    phases: { Data: 'Data', Import: 'Import', Training: 'Training', Serving: 'Serving' },
    phaseLeads: {
      Data: 'The archive becomes files for Personalize',
      Import: 'The files become datasets',
      Training: 'The recommenders learn',
      Serving: 'Filters and the event tracker',
    },
    states: {
      'to come': 'to come',
      going: 'under way',
      done: 'done',
      failed: 'failed',
      unused: 'not needed',
    },
    work: {
      bucket: (): string => 'Bucket for the data',
      preparation: (): string => 'Preparing the data',
      'dataset-group': (): string => 'Dataset group',
      import: (of: string): string => `Importing ${of.toLowerCase()}`,
      recommender: (of: string): string => `Training ${of}`,
      training: (): string => 'Waiting for the training',
      filter: (of: string): string => `Filter ${of}`,
      'event-tracker': (): string => 'Event tracker',
      'metric-attribution': (): string => 'Metric attribution',
      lists: (): string => 'Writing the lists',
    },
    removing: (what: string): string => `Removing: ${what}`,
    ofUsual: (passed: string, usual: string): string => `${passed} of about ${usual}`,
    parts: (total: number): string => `Roles, functions, log groups: ${count(total, 'part')}`,
    partsLead: 'What else the stack needs. None of it takes long.',
    remedy: 'To do',
    remedies: REMEDIES,
    cost: {
      title: 'Cost on AWS',
      hour: (usd: string): string => `${usd} an hour`,
      month: (usd: string): string => `${usd} a month`,
      of: (recommenders: number, users: number, included: number): string =>
        `For ${count(recommenders, 'recommender')} and ${count(users, 'shopper')}, around the clock, asked or not; each includes ${count(included, 'request')} an hour.`,
      lists: 'No recommender runs around the clock.',
      more: '"npm run cost" adds what else the stack has.',
      unconfirmed: 'The prices are unconfirmed.',
    },
    timeline: 'Time line',
  },
  quality: {
    title: 'Quality',
    lead: (length: number): string =>
      `Do the first ${length} items of a list contain what shoppers chose next? Their newest interactions were kept out of the training, and each recommender is asked for up to 200 shoppers.`,
    heldOut: {
      user: 'The deployed recommenders are asked for the newest interactions of each shopper (holdoutBy user), and know what others did later. The verdicts under Data are measured forward in time, so their figures are others, often lower.',
      time: 'The deployed recommenders are asked for what is newer than all of the training (holdoutBy time). The verdicts under Data are of models trained on other rows, so their figures are others.',
    },
    billed: 'On AWS each question is a billed request.',
    measure: 'Measure',
    again: 'Measure again',
    measuring: 'Measuring…',
    measured: 'Measured.',
    progress: (asked: number, total: number): string => `${n(asked)} of ${n(total)} questions asked`,
    nothing: (title: string): string =>
      `${title}: no held-out interaction answers its question. A longer period of data, or holdoutBy=time, helps.`,
    sentences: {
      'recommended-for-you': (own: string): string =>
        `${own} of 100 shoppers found their next item in the list`,
      'most-viewed': (own: string): string => `${own} of 100 shoppers looked at an item of the list next`,
      'best-sellers': (own: string): string => `${own} of 100 shoppers bought an item of the list next`,
      'frequently-bought-together': (own: string): string =>
        `${own} of 100 shoppers found something else of their order in the list`,
      'customers-who-viewed-x-also-viewed': (own: string): string =>
        `${own} of 100 shoppers found what they looked at next in the list`,
      'similar-items': (own: string): string =>
        `${own} of 100 shoppers found what they looked at next in the list`,
      ranking: (own: string): string =>
        `${own} of 100 shoppers found their next item among the first ten of a hundred`,
    } satisfies Record<AnsweredUseCase | 'ranking', (own: string) => string>,
    compared: (sentence: string, list: string, other: string): string =>
      `${sentence}; with ${list} ${other}.`,
    alone: (sentence: string): string => `${sentence}.`,
    ranking: 'Ranking of popular items',
    lists: {
      recommender: 'recommender',
      unexplored: 'without new items',
      random: 'random items',
      popularity: 'popular items',
      plain: 'the strongest list without a model',
      'co-counts': 'plain co-counts',
    } satisfies Record<ListName, string>,
    comparatorName: comparatorInWords,
    scale: 'Of 100 shoppers',
    interval:
      'The line behind a dot: of 100 such lines, each measured with other shoppers, 95 hold the value for all shoppers.',
    shoppers: (users: number): string => count(users, 'shopper'),
    list: 'List',
    metrics: {
      precision: ['precision', 'Of the ten items, the share that the shopper then chose.'],
      recall: ['recall', 'Of what the shopper then chose, the share that is among the ten.'],
      ndcg: ['NDCG', 'Counts hits, and counts them more the higher they stand; 1 is perfect.'],
      mrr: ['MRR', 'One over the place of the first hit: 1 where it stands first, 0.5 where second.'],
      hitRate: ['hit rate', 'Share of the shoppers for whom at least one of the ten was a hit.'],
      diversity: ['diversity', 'Share of the pairs in a list that are of different categories.'],
      popularity: ['popularity', 'How often the items were chosen in training; 1 is the average item.'],
    },
    plusMinus:
      '± is half of the 95 % confidence interval: of 100 such intervals, each of another 200 shoppers, 95 hold the value for all shoppers.',
    table: 'All numbers',
  },
  effect: {
    title: 'Effect',
    lead: 'Some visitors get something else instead of recommendations. What both groups did, per 1,000 visitors.',
    none: 'No visitor has been counted yet. Visitors are counted on pages with the element <recommended-items>, once they consent; on the embedded AWS, "npm run shoppers" simulates them.',
    open: 'Does it pay? Not known yet.',
    more: 'Does it pay? Recommendations bring more revenue.',
    less: 'Does it pay? No: recommendations bring less revenue.',
    visitors: (own: number, control: number): string =>
      `${n(own)} visitors with recommendations, ${n(control)} without.`,
    metrics: { clicks: 'Clicks', orders: 'Orders', revenue: 'Revenue' },
    columns: ['For 1,000 visitors', 'Without', 'With', 'Difference', 'Verdict'],
    early: 'too early',
    undecided: 'open',
    decided: (day: string): string => `decided on ${day}`,
    interval: (mean: string, low: string, high: string): string => `${mean}, between ${low} and ${high}`,
    needed: (visitors: number): string =>
      `A decision about an uplift of a tenth in revenue takes about ${n(visitors)} visitors.`,
    ratioRight: 'The groups have the sizes that were set.',
    ratioWrong:
      'The groups do not have the sizes that were set, so do not trust these figures. Look for pages where the element fails.',
    gained: (amount: string): string => `Revenue gained so far: ${amount}.`,
    bill: (usd: string): string => `The recommenders cost about ${usd} meanwhile, at unconfirmed prices.`,
    always: 'These 95 % intervals stay valid however often you look.',
    shelves: {
      title: 'Shelves',
      columns: ['Shelf', 'Use case', 'From', 'Impressions', 'Clicks', 'Orders', 'Revenue'],
      days: (first: string, last: string): string => `From ${first} to ${last}, UTC.`,
      unseen: (names: string): string =>
        `Nobody has seen ${names}: compare the names and use cases in your pages with the setting shelves.`,
      limits:
        'Orders and revenue are those of items that were clicked in the shelf up to seven days before. Only an experiment can tell what would have been bought without the shelf.',
    },
  },
  data: { title: 'Data', profile: 'Data profile', reading: 'Reading the archive…' },
  units: { ms: ' ms', s: ' s', min: ' min', h: ' h', between: ' ' },
};
