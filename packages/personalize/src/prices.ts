/** A price of a volume tier. */
export interface Tier {
  /** Last unit of the tier, counted per account and month; absent in the last tier. */
  readonly upTo?: number;
  /** US dollars for {@link Price.per} units. */
  readonly usd: number;
}

/** Price of one kind of usage. */
export interface Price {
  readonly service: string;
  /** Name as on the bill: `GB-seconds`. */
  readonly what: string;
  /** Unit of a quantity. */
  readonly unit: string;
  /** Number of units to which a tier's price refers. */
  readonly per: number;
  readonly tiers: readonly Tier[];
}

/** What an ACTIVE recommender costs an hour, by users of the dataset group. */
export interface UserTier {
  /** Last user of the tier; absent in the last tier. */
  readonly upToUsers?: number;
  /** US dollars per hour for each started block of 100,000 users in this tier. */
  readonly usdPer100kUsersAndHour: number;
  /** Recommendations per hour that are included. */
  readonly includedPerHour: number;
}

const price = (
  service: string,
  what: string,
  unit: string,
  per: number,
  ...tiers: readonly (number | readonly [usd: number, upTo: number])[]
): Price => ({
  service,
  what,
  unit,
  per,
  tiers: tiers.map((tier) => (typeof tier === 'number' ? { usd: tier } : { usd: tier[0], upTo: tier[1] })),
});

const MILLION = 1_000_000;
const TB = 1_000;

/**
 * Prices in US dollars, us-east-1, without free tiers. AWS publishes its prices on the named pages. These were not
 * compared with them, so every output that shows them must say that they are unconfirmed.
 */
export const PRICES = {
  asOf: '2026-11',
  isConfirmed: false,
  region: 'us-east-1',
  sources: {
    'Amazon Personalize': 'https://aws.amazon.com/personalize/pricing/',
    'AWS Lambda': 'https://aws.amazon.com/lambda/pricing/',
    'AWS Step Functions': 'https://aws.amazon.com/step-functions/pricing/',
    'Amazon S3': 'https://aws.amazon.com/s3/pricing/',
    'Amazon CloudWatch': 'https://aws.amazon.com/cloudwatch/pricing/',
    'AWS Glue': 'https://aws.amazon.com/glue/pricing/',
    'AWS KMS': 'https://aws.amazon.com/kms/pricing/',
    'AWS data transfer': 'https://aws.amazon.com/ec2/pricing/on-demand/',
    'Amazon API Gateway': 'https://aws.amazon.com/api-gateway/pricing/',
    'AWS PrivateLink': 'https://aws.amazon.com/privatelink/pricing/',
  },
  recommender: [
    { upToUsers: 100_000, usdPer100kUsersAndHour: 0.375, includedPerHour: 4_000 },
    { upToUsers: 1_000_000, usdPer100kUsersAndHour: 0.045, includedPerHour: 6_000 },
    { upToUsers: 10_000_000, usdPer100kUsersAndHour: 0.018, includedPerHour: 9_000 },
    { usdPer100kUsersAndHour: 0.005, includedPerHour: 14_000 },
  ] as readonly UserTier[],
  items: {
    // The tiers are those of campaigns on the same page.
    moreRecommendations: price(
      'Amazon Personalize',
      'recommendations beyond the included ones',
      'recommendations',
      1_000,
      [0.0833, 72 * MILLION],
      [0.0417, 720 * MILLION],
      0.0208,
    ),
    /** For the recipe aws-personalized-ranking, per hour of training. */
    rankingTraining: price('Amazon Personalize', 'training of rankings', 'training hours', 1, 0.24),
    /** For the recipe aws-personalized-ranking-v2. */
    rankingTrainingV2: price('Amazon Personalize', 'training of rankings, v2', 'interactions', 1_000, 0.002),
    /** Received or provisioned requests, whichever is more. */
    rankings: price(
      'Amazon Personalize',
      'personalized rankings',
      'requests',
      1_000,
      [0.0556, 72 * MILLION],
      [0.0278, 720 * MILLION],
      0.0139,
    ),
    rankingsV2: price('Amazon Personalize', 'personalized rankings, v2', 'requests', 1_000, 0.15),
    /** For the recipes aws-item-affinity and aws-item-attribute-affinity, per hour of training. */
    segmentTraining: price('Amazon Personalize', 'training of user segments', 'training hours', 1, 0.24),
    /** Users in the training, counted once per segment. This is the least certain price of the table. */
    segmentUsers: price(
      'Amazon Personalize',
      'user segments',
      'users',
      1_000,
      [0.016, 0.1 * MILLION],
      [0.008, MILLION],
      0.004,
    ),
    /** For the recipe aws-user-personalization-v2. */
    personalizationTrainingV2: price(
      'Amazon Personalize',
      'training of batch recommendations, v2',
      'interactions',
      1_000,
      0.002,
    ),
    /** Charged once for each user of the input. */
    batchRecommendationsV2: price('Amazon Personalize', 'batch recommendations, v2', 'requests', 1_000, 0.15),
    /** Covers imported files, and streamed events, items and users. */
    ingestion: price('Amazon Personalize', 'ingestion', 'GB', 1, 0.05),
    lambdaRequests: price('AWS Lambda', 'requests', 'requests', MILLION, 0.2),
    lambdaDuration: price(
      'AWS Lambda',
      'duration, x86',
      'GB-seconds',
      1,
      [0.0000166667, 6_000 * MILLION],
      [0.000015, 15_000 * MILLION],
      0.0000133334,
    ),
    lambdaDurationArm: price(
      'AWS Lambda',
      'duration, Arm',
      'GB-seconds',
      1,
      [0.0000133334, 7_500 * MILLION],
      [0.0000120001, 18_750 * MILLION],
      0.0000106667,
    ),
    stateTransitions: price('AWS Step Functions', 'state transitions', 'transitions', 1_000, 0.025),
    /** PUT, COPY, POST, LIST. */
    s3Writes: price('Amazon S3', 'requests that write or list', 'requests', 1_000, 0.005),
    /** GET, SELECT and all others; deletions are free. */
    s3Reads: price('Amazon S3', 'requests that read', 'requests', 1_000, 0.0004),
    s3Storage: price('Amazon S3', 'storage', 'GB-months', 1, [0.023, 50 * TB], [0.022, 500 * TB], 0.021),
    logIngestion: price('Amazon CloudWatch', 'log ingestion', 'GB', 1, 0.5),
    logStorage: price('Amazon CloudWatch', 'log storage', 'GB-months', 1, 0.03),
    metrics: price(
      'Amazon CloudWatch',
      'custom metrics',
      'metric-months',
      1,
      [0.3, 10_000],
      [0.1, 250_000],
      [0.05, MILLION],
      0.02,
    ),
    alarms: price('Amazon CloudWatch', 'alarms', 'alarm-months', 1, 0.1),
    dashboards: price('Amazon CloudWatch', 'dashboards', 'dashboard-months', 1, 3),
    /** PutMetricData, ListMetrics, GetMetricStatistics and the like. GetMetricData counts once per metric. */
    metricRequests: price('Amazon CloudWatch', 'API requests', 'requests', 1_000, 0.01),
    /** A G.1X worker is one DPU. It is billed by the second, for at least one minute. */
    glue: price('AWS Glue', 'Spark jobs', 'DPU-hours', 1, 0.44),
    /** A request counts once per started 512 KB. */
    httpApiRequests: price(
      'Amazon API Gateway',
      'requests of HTTP APIs, 512 KB each',
      'requests',
      MILLION,
      [1, 300 * MILLION],
      0.9,
    ),
    /** The first 100 GB of an account per month are free. */
    transferOut: price(
      'AWS data transfer',
      'to the internet',
      'GB',
      1,
      [0.09, 10 * TB],
      [0.085, 50 * TB],
      [0.07, 150 * TB],
      0.05,
    ),
    /** Billed per zone of an endpoint. Traffic costs another $0.01 per GB. */
    interfaceEndpoints: price('AWS PrivateLink', 'interface endpoints', 'zone-hours', 1, 0.01),
    /** Prorated hourly. A key's first rotation doubles the price, and the second triples it. */
    keys: price('AWS KMS', 'customer managed keys', 'key-months', 1, 1),
    /** GenerateMac and VerifyMac with HMAC keys. The first 20,000 requests of an account per month are free. */
    macRequests: price('AWS KMS', 'requests of HMAC keys', 'requests', 10_000, 0.03),
  },
} as const;

/** The structure of {@link PRICES}. */
export interface Prices {
  readonly asOf: string;
  readonly isConfirmed: boolean;
  readonly region: string;
  /** Address of the price page of each service. */
  readonly sources: Readonly<Record<string, string>>;
  readonly recommender: readonly UserTier[];
  readonly items: Readonly<Record<PriceName, Price>>;
}

/** A key of the price table. */
export type PriceName = keyof (typeof PRICES)['items'];
