import type { SettingsTable, ValuesOf } from './setting';
import { BUCKET_NAME, ids, KMS_KEY_ARN, LOG_RETENTIONS, TAGS } from './setting-kinds';
import { FLAG, oneOfNumbers, text } from './shape';
import { ARCHIVE, SOURCE, VERSION } from './source-kinds';
import type { Conflict } from './terms';

/** Settings for the source of the data. The construct takes them as one object. */
export const SOURCES = {
  archive: {
    shape: ARCHIVE,
    default: 'assets/RetailSampleDataSet.tar.gz',
    defaultInWords: { en: 'the shipped sample', ko: '함께 들어 있는 샘플' },
    en: 'The archive to deploy, with items.csv, users.csv and interactions.csv.',
    ko: '배포할 아카이브. items.csv, users.csv, interactions.csv가 들어 있습니다.',
  },
  source: {
    shape: SOURCE,
    default: '',
    en: 'Files in S3 instead of the archive: `s3://BUCKET/PREFIX/` with `items/*.csv`, `users/*.csv` and `interactions/*.csv`, each with a header; with `data`, any files. Another prefix is read again.',
    ko: '아카이브 대신 S3의 CSV 파트를 읽습니다: `s3://BUCKET/PREFIX/` 아래의 `items/*.csv`, `users/*.csv`, `interactions/*.csv`(파트마다 헤더 포함), `data`가 있으면 어떤 파일이든. 접두사를 바꾸면 데이터를 새로 배포합니다.',
  },
  sourceVersion: {
    shape: VERSION,
    default: '',
    en: 'Any name for the state of these files, such as `2026-11-25`. With a new name the next deployment reads them again.',
    ko: '이 파트의 현재 상태에 붙이는 이름(예: `2026-11-25`). 새 이름을 주면 다음 배포에서 다시 읽습니다.',
  },
} as const satisfies SettingsTable;

/** Settings of the core that the construct takes as CDK objects. */
export const CORE_OBJECTS = {
  kmsKeyArn: {
    shape: KMS_KEY_ARN,
    default: '',
    en: 'Existing KMS key for the data bucket and the dataset group, in the account and region of the stack. Without it, AWS owns the keys.',
    ko: '데이터 버킷과 데이터 세트 그룹을 암호화할 기존 KMS 키. 스택과 같은 계정과 리전에 있어야 합니다. 없으면 AWS가 소유한 키를 사용합니다.',
  },
  accessLogsBucket: {
    shape: BUCKET_NAME,
    default: '',
    en: 'Existing bucket for the access logs of the data bucket, under `STACK/`. Synth prints what its policy needs.',
    ko: '데이터 버킷의 액세스 로그를 `STACK/` 아래에 받을 기존 버킷. 버킷 정책에 필요한 것은 synth가 알려 줍니다.',
  },
  logRetentionDays: {
    shape: oneOfNumbers(...LOG_RETENTIONS),
    default: 30,
    en: 'Days that logs are kept, one of [CloudWatch Logs’ values](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).',
    ko: '로그 보관 일수. [CloudWatch Logs가 제공하는 값](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html) 중 하나.',
  },
  logKeyArn: {
    shape: KMS_KEY_ARN,
    default: '',
    en: 'Existing KMS key for the logs. Without it, the key of `createKey` encrypts them, or one of CloudWatch Logs. Synth prints what its policy needs.',
    ko: '로그를 암호화할 기존 KMS 키. 없으면 `createKey`의 키나 CloudWatch Logs가 소유한 키로 암호화합니다. 키 정책에 필요한 것은 synth가 알려 줍니다.',
  },
  vpcId: {
    shape: text(/^(vpc-[0-9a-f]+)?$/, 'the id of a VPC, vpc-0123456789abcdef0, or nothing'),
    default: '',
    en: 'Existing VPC for [all functions](vpc.md). It needs `subnetIds`.',
    ko: '[모든 함수](vpc.md)가 실행될 기존 VPC. `subnetIds`가 필요합니다.',
  },
  subnetIds: {
    shape: ids('subnet', 16),
    default: [],
    en: 'Subnets of that VPC for the functions, separated by commas.',
    ko: '함수가 쓸 그 VPC의 서브넷, 쉼표로 구분.',
  },
  securityGroupIds: {
    shape: ids('sg', 5),
    default: [],
    defaultInWords: { en: 'a new one', ko: '새로 하나' },
    en: 'Security groups of the functions, separated by commas. A new one lets all traffic out and none in.',
    ko: '함수의 보안 그룹, 쉼표로 구분. 새 보안 그룹은 나가는 트래픽을 모두 허용하고 들어오는 트래픽은 허용하지 않습니다.',
  },
  retainData: {
    shape: FLAG,
    default: false,
    en: 'Whether the data bucket with its files, and the key of `createKey`, remain when the stack is deleted.',
    ko: '스택이 삭제되어도 데이터 버킷과 그 파일, `createKey`의 키를 남길지.',
  },
} as const satisfies SettingsTable;

/** Settings of the app around the construct. */
export const APP = {
  stage: {
    shape: text(/^[a-z0-9-]{0,12}$/, 'up to 12 of a-z, 0-9 and -, or nothing'),
    default: '',
    en: 'Deploys another stack beside the first: `-c stage=test` is `EcommerceRecommenders-test`.',
    ko: '첫 스택 옆에 다른 스택을 배포합니다: `-c stage=test`는 `EcommerceRecommenders-test`입니다.',
  },
  tags: {
    shape: TAGS,
    default: {},
    en: 'Tags of all resources that take tags, including those in Personalize, but not of the stack itself.',
    ko: 'Personalize에 있는 것을 포함해, 태그를 붙일 수 있는 리소스의 태그. 스택 자체는 제외합니다.',
  },
} as const satisfies SettingsTable;

/** Conflicts between values that only cdk.json has. */
export const APP_CONFLICTS: readonly Conflict<ValuesOf<typeof SOURCES & typeof CORE_OBJECTS & typeof APP>>[] =
  [
    ({ vpcId, subnetIds }) =>
      (vpcId === '') === subnetIds.length > 0
        ? `Setting vpcId is ${vpcId || 'not set'} and subnetIds is ${subnetIds.join(',') || 'not set'}, allowed are both or none. ` +
          `Pass -c vpcId=vpc-… -c subnetIds=subnet-…,subnet-… for functions in a VPC.`
        : undefined,
    ({ vpcId, securityGroupIds }) =>
      vpcId === '' && securityGroupIds.length > 0
        ? `Setting securityGroupIds is ${securityGroupIds.join(',')} and vpcId is not set, but only functions in a VPC have ` +
          `security groups. Pass -c vpcId=vpc-… and -c subnetIds=subnet-… as well, or -c securityGroupIds= for none.`
        : undefined,
    ({ source, sourceVersion }) =>
      source === '' && sourceVersion !== ''
        ? `Setting sourceVersion is ${sourceVersion} and source is not set, but changes of an archive are detected automatically. ` +
          `Pass -c source=s3://BUCKET/PREFIX/ as well, or -c sourceVersion= for none.`
        : undefined,
    ({ stage, tags }) => {
      const like = Object.keys(tags).find((key) => key !== 'stage' && key.toLowerCase() === 'stage');
      return stage !== '' && like !== undefined
        ? `Setting tags has the key ${like}, and the stage ${stage} is the tag "stage": the same key to IAM. ` +
            `Rename the tag, to stage for example.`
        : undefined;
    },
  ];
