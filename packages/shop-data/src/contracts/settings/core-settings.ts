import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { eventTypesOf } from '../../data/mapping/datasets-of';
import { HOLDOUT_RANGE, HOLDOUTS_BY } from '../../data/preparation/settings';
import { possibleUseCases } from '../use-cases-of';
import { DATA } from './data-setting';
import type { SettingsTable, ValuesOf } from './setting';
import { FLAG, number, oneOf, wholeNumber } from './shape';
import { readTable } from './read-table';
import { EVENT_TYPE_MAP } from './source-kinds';
import type { Conflict, Terms } from './terms';
import { USE_CASES } from './use-cases-setting';

/** Settings of the core that the construct takes as plain values. */
export const CORE = {
  data: {
    shape: DATA,
    default: '',
    en: 'How [your own files](data.md) become interactions, items and users: an object, or the name of a JSON file. Without it, the files need the columns of the workshop.',
    ko: '[내 파일](data.md)이 어떻게 상호 작용, 상품, 사용자가 되는지: 객체, 또는 그것을 담은 JSON 파일의 이름. 없으면 파일의 열은 워크숍과 같아야 합니다.',
  },
  maxBadRows: {
    shape: wholeNumber({ minimum: 0, maximum: 1_000_000_000 }, 'a whole number of rows, or 0 for none'),
    default: 0,
    en: 'How many rows of these files may be unreadable. They are left out.',
    ko: '이 파일들에서 읽을 수 없어도 되는 행의 수. 이런 행은 제외됩니다.',
  },
  preparation: {
    shape: oneOf('lambda', 'glue'),
    default: 'lambda',
    en: 'What prepares the data: a Lambda function, or `glue`, a Spark job for more data than [one function handles](concepts.md#past-one-machine). `glue` needs `source`.',
    ko: '데이터를 준비하는 것: Lambda 함수, 또는 [함수 하나로 처리할 수 있는 양](concepts.md#past-one-machine)을 넘는 데이터를 위한 Spark 작업인 `glue`. `glue`에는 `source`가 필요합니다.',
  },
  glueWorkers: {
    shape: wholeNumber({ minimum: 2, maximum: 299 }),
    default: 2,
    en: 'Workers of that job, 2 to 299, with 4 vCPUs and 16 GB each.',
    ko: '그 작업의 워커 수, 2~299. 워커마다 vCPU 4개와 16GB가 있습니다.',
  },
  holdout: {
    shape: number(HOLDOUT_RANGE, 'a number from 0 to below 1'),
    default: 0.1,
    en: 'Share of the newest interactions that is held out from training, 0 to below 1.',
    ko: '학습에서 제외할 최근 상호 작용의 비율. 0 이상 1 미만.',
  },
  holdoutBy: {
    shape: oneOf(...HOLDOUTS_BY),
    default: 'user',
    en: 'Holds out that share of the interactions of each user, or with `time` the last days of the shop.',
    ko: '그 비율만큼 사용자마다의 상호 작용을, 또는 `time`이면 쇼핑몰의 마지막 며칠을 제외합니다.',
  },
  eventTypes: {
    shape: EVENT_TYPE_MAP,
    default: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    en: 'Event types of the archive and their names in Personalize. All others are left out.',
    ko: '아카이브의 이벤트 유형과 Personalize에서의 이름. 나머지는 제외됩니다.',
  },
  useCases: {
    shape: USE_CASES,
    default: USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you'),
    defaultInWords: { en: 'all but `recommended-for-you`', ko: '`recommended-for-you`를 제외한 모두' },
    en: 'Recommenders to train: a list of use cases, or an object with [their options](#options-of-a-use-case).',
    ko: '학습할 추천자: 사용 사례의 목록, 또는 각각의 [옵션](#사용-사례의-옵션)을 담은 객체.',
  },
  trainingTimeoutHours: {
    shape: number({ minimum: 1, maximum: 24 }),
    default: 4,
    en: 'Hours that a deployment waits for imports, up to twelve, and again for training. A destroy waits as long for imports, trainings and deletions in progress.',
    ko: '배포가 가져오기를(최대 12시간) 기다리고, 이어서 학습을 기다리는 시간. 스택을 삭제할 때도 진행 중인 가져오기, 학습, 삭제를 이만큼 기다립니다.',
  },
  createKey: {
    shape: FLAG,
    default: false,
    en: 'Whether the stack creates a KMS key for the data bucket, the dataset group, the logs and the topic of the notices. It is rotated every year, and deleted seven days after `npx cdk destroy`. A deployed stack keeps the key that it has.',
    ko: '데이터 버킷, 데이터 세트 그룹, 로그, 알림 토픽을 암호화할 KMS 키를 스택이 만들지. 해마다 교체되고 `npx cdk destroy` 후 7일이 지나면 삭제됩니다. 이미 배포된 스택의 키는 바꿀 수 없습니다.',
  },
  versioned: {
    shape: FLAG,
    default: false,
    en: 'Whether the data bucket keeps replaced and deleted files for 30 days.',
    ko: '데이터 버킷이 바뀌거나 지워진 파일을 30일 동안 보관할지.',
  },
  force: {
    shape: FLAG,
    default: false,
    en: 'Whether to deploy use cases whose training will fail on the data.',
    ko: '데이터가 모자라 학습이 실패할 사용 사례도 배포할지.',
  },
} as const satisfies SettingsTable;

/** The checked values of the core. */
export type CoreSettings = ValuesOf<typeof CORE>;

const { data: DATA_SETTING, ...OTHERS } = CORE;

/**
 * Reads the values of the core. `data` comes first, because columns are checked against its datasets.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export function readCore(
  raw: (name: keyof CoreSettings) => unknown,
  projectRoot: string,
  terms: Terms,
): CoreSettings {
  const { data } = readTable({ data: DATA_SETTING }, raw, { projectRoot, mapping: null }, terms);
  const others = readTable(OTHERS, raw, { projectRoot, mapping: data }, terms);
  return { ...others, data, eventTypes: eventTypesOf(data, others.eventTypes) };
}

/** The checked values of the core, and which of the settings that the construct takes as CDK objects are set. */
interface CoreChoices extends CoreSettings {
  readonly kmsKeyArn: unknown;
}

/** Conflicts between values of the core. */
export const CORE_CONFLICTS: readonly Conflict<CoreChoices>[] = [
  ({ data, maxBadRows }, { The, name, Pass, set }) =>
    !data && maxBadRows > 0
      ? `${The('maxBadRows')} is ${maxBadRows} and ${name('data')} is not set, but bad rows of an archive with the workshop's columns are ` +
        `never left out. ${Pass} ${set('maxBadRows', 0)}, or set ${name('data')}.`
      : undefined,
  ({ data, useCases }, { The, name, Pass, set }) => {
    const event = data?.interactions.event;
    if (typeof event !== 'object') return undefined;
    const possible = possibleUseCases(data);
    const impossible = [...useCases.keys()].filter((one) => !possible.includes(one));
    return impossible.length > 0
      ? `${The('useCases')} has ${impossible.join(' and ')}, but by ${name('data')} every interaction is a ${event.constant}, of which ` +
          `they do not learn. ${Pass} ${set('useCases', possible.join(','))}, or some of these.`
      : undefined;
  },
  ({ createKey, kmsKeyArn }, { The, name, Pass, set, unset }) =>
    createKey && kmsKeyArn
      ? `${The('createKey')} is true and ${name('kmsKeyArn')} is given, allowed is one of the two. ` +
        `${Pass} ${set('createKey', false)} for the key that exists, or ${unset('kmsKeyArn')} for a new one.`
      : undefined,
];
