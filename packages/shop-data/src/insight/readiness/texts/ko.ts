import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import {
  averagePairs,
  eventsOf,
  filledPercent,
  learnsFrom,
  poorColumns,
  rowsFor,
  trainableUseCases,
} from '../figures';
import { dateOf, ofHundred, points, signed } from '../measured-numbers';
import type { MeasuredUseCase } from '../measurement';
import type { TrainingCounts } from '../shop-facts';
import { reasonInKorean } from './ko-reasons';
import type { ComparedWith, ReadinessTexts } from './readiness-texts';

const n = (value: number): string => value.toLocaleString('ko-KR');

const EVENTS: Readonly<Record<EventType, string>> = { View: '조회', Purchase: '구매' };
const eventFor = (useCase: UseCaseName): string => EVENTS[learnsFrom(useCase)!];

const inKorean = (reason: string): string => reasonInKorean(reason) ?? reason;

const PREPARATION_FAILS = '데이터를 준비하는 단계에서 배포가 실패하며, 아무것도 가져오지 않습니다.';
const IMPORT_FAILS = '상호 작용 가져오기가 실패하고, 아무것도 학습하지 않습니다.';
const TRAINING_FAILS = '가져오기는 성공하지만 추천자는 CREATE FAILED 상태로 끝납니다.';

const MORE_DATA = '더 긴 기간의 데이터를 제공하거나, 학습에서 제외하는 비율을 낮추세요(holdout 설정).';
const LONGER = '더 긴 기간의 데이터를 제공하세요.';
const ONE_ID = '세션 ID를 사용자 ID로 쓰고 있다면, 한 사용자의 모든 방문에 같은 ID를 쓰세요.';

/** 이 쇼핑몰이 쓸 수 있는 사용 사례를 시작하는 방법. */
function trainTheOthers(counts: TrainingCounts): string {
  const names = trainableUseCases(counts);
  return `이 데이터로 가능한 설정: -c useCases=${names}.`;
}

const FLOORS: ReadinessTexts['floors'] = {
  importRows: {
    found: ({ rows }) => `학습 데이터의 상호 작용은 ${n(rows)}건입니다`,
    threshold: '가져오려면 1,000건이 필요합니다',
    willDo: IMPORT_FAILS,
    remedy: MORE_DATA,
  },
  usersWithTwo: {
    found: ({ usersWithTwo }) =>
      `학습 데이터에 상호 작용이 2건 이상 있는 사용자는 ${n(usersWithTwo)}명입니다`,
    threshold: '모든 사용 사례에 이런 사용자 25명이 필요합니다',
    willDo: TRAINING_FAILS,
    remedy: `${MORE_DATA} ${ONE_ID}`,
  },
  shareWithTwo: {
    found: ({ usersWithTwo, users }) =>
      `사용자 ${n(users)}명 중 학습 데이터에 상호 작용이 2건 이상 있는 사용자는 ${n(usersWithTwo)}명입니다`,
    threshold: '모든 사용 사례에 전체 사용자의 1%가 필요합니다',
    willDo: TRAINING_FAILS,
    remedy: ONE_ID,
  },
  rowsOfType: {
    found: (counts, useCase) =>
      `학습 데이터의 ${eventFor(useCase)} 상호 작용은 ${n(rowsFor(counts, useCase))}건입니다`,
    threshold: '학습하려면 1,000건이 필요합니다',
    willDo: TRAINING_FAILS,
    remedy: (counts, useCase) =>
      rowsFor(counts, useCase) === 0
        ? `${trainTheOthers(counts)} 쇼핑몰에 이름이 다른 ${eventFor(useCase)} 이벤트가 있다면 ${learnsFrom(useCase)} 유형으로 매핑하세요(eventTypes와 data 설정).`
        : `더 긴 기간의 데이터를 제공하거나, 아카이브의 이벤트 유형을 ${learnsFrom(useCase)} 유형으로 더 매핑하거나(eventTypes 설정), ` +
          `이 사용 사례를 제외하세요. ${trainTheOthers(counts)}`,
  },
};

const OF_OURS = '이 프로젝트의 경험 규칙으로, 서비스가 공개한 기준은 없습니다';

const DATA_RULES: ReadinessTexts['dataRules'] = {
  refusals: {
    found: ({ refusals }) =>
      refusals
        .map(
          ({ file, line, column, problem, rows }) =>
            `${file} ${line}번째 줄, ${inKorean(`${column} ${problem}`)} (${n(rows)}행)`,
        )
        .join('; '),
    threshold: '이런 행은 가져올 수 없으며, 처음 나온 곳에서 가져오기가 중단됩니다',
    willDo: PREPARATION_FAILS,
    remedy: '이 행을 고치거나 제외하세요. 빈 카테고리에는 ‘기타’ 같은 이름이 필요합니다.',
  },
  emptyTables: {
    found: ({ emptyTables }) => `${emptyTables.join(', ')} 파일의 헤더 아래에 행이 없습니다`,
    threshold: '가져오려면 행이 하나 이상 필요합니다',
    willDo: PREPARATION_FAILS,
    remedy: '쇼핑몰의 상품과 사용자를 이 파일로 내보내세요.',
  },
  mappedTypes: {
    found: ({ occurringTypes }) =>
      occurringTypes.length === 0
        ? 'interactions.csv 파일에 행이 없습니다'
        : `interactions.csv 파일에 있는 이벤트 유형: ${occurringTypes.slice(0, 10).join(', ')}`,
    threshold: ({ mapping }) =>
      `eventTypes 설정에 따라 사용하는 이벤트 유형: ${Object.keys(mapping).join(', ')}`,
    willDo: PREPARATION_FAILS,
    remedy: 'eventTypes 설정에서 아카이브의 이벤트 유형을 View와 Purchase에 매핑하세요.',
  },
  distinctRows: {
    found: ({ rows, distinctRows }) =>
      `학습 데이터 ${n(rows)}행 중 서로 다른 행은 ${n(distinctRows)}행입니다`,
    threshold: '학습하려면 1,000행이 필요하며, Amazon Personalize는 똑같은 행을 하나만 사용합니다',
    willDo: TRAINING_FAILS,
    remedy: `${LONGER} TIMESTAMP는 날짜가 아니라 이벤트가 일어난 초 단위의 시각이어야 합니다.`,
  },
  heldOut: {
    found: ({ keptRows, rows }) =>
      `상호작용 ${n(keptRows)}건 중 ${n(keptRows - rows)}건을 검증용으로 떼어 둡니다`,
    threshold: '추천기는 평가할 데이터의 절반 이상을 학습해야 합니다',
    willDo: '추천기가 데이터의 일부만 학습하고, 상호작용이 한 건뿐인 사용자는 학습하지 못합니다.',
    remedy:
      'holdoutBy를 time으로 설정하세요. user이면 사용자마다 행 단위로 올림하므로, 한 행뿐인 사용자는 그 행을 잃습니다. 또는 holdout을 낮추세요. 0이면 고객이 실제로 볼 목록이 됩니다.',
  },
  listLength: {
    found: (facts, useCase) =>
      `학습 데이터에 ${eventFor(useCase)} 기록이 있는 상품은 ${n(eventsOf(facts, useCase).items)}개입니다`,
    threshold: '더 적게 요청하지 않으면 응답 하나에 상품이 25개입니다',
    willDo: '목록이 짧습니다. 이런 이벤트가 없는 상품은 목록에 없습니다.',
    remedy: '상품을 더 적게 요청하거나(numResults), 더 긴 기간의 데이터를 제공하세요.',
  },
  tenthPlace: {
    found: (facts, useCase) =>
      `10위 상품의 ${eventFor(useCase)} 수는 ${n(eventsOf(facts, useCase).rowsOfTenth)}건입니다`,
    threshold: `순서에 의미가 있으려면 30건이 필요합니다(${OF_OURS})`,
    willDo: '응답하지만 동점인 상품이 많아, 목록의 순서는 대부분 우연입니다.',
    remedy: LONGER,
  },
  boughtTogether: {
    found: (facts, useCase) => {
      const purchases = eventsOf(facts, useCase);
      return (
        `장바구니 ${n(facts.baskets)}개 중 ${n(facts.sharedBaskets)}개에 상품이 2개 이상 있고, ` +
        `상품을 2개 이상 구매한 고객은 ${n(purchases.usersWithTwoItems)}명이며, ` +
        `한 상품을 다른 상품과 함께 구매한 횟수는 평균 ${averagePairs(purchases)}회입니다`
      );
    },
    threshold: `5회가 필요합니다(${OF_OURS}. 2회일 때는 베스트셀러로 대체되었습니다)`,
    willDo: '베스트셀러로 대체됩니다. 거의 모든 상품에 같은 목록이 나오고, 목록에 그 상품도 들어 있습니다.',
    remedy:
      '주문에 든 상품마다 한 행씩, 그 주문의 TIMESTAMP와 함께 주문 전체를 제공하거나, ' +
      '이 사용 사례를 제외하고(useCases 설정) 대신 베스트셀러를 보여 주세요.',
  },
  viewedTogether: {
    found: (facts, useCase) => {
      const views = eventsOf(facts, useCase);
      return (
        `상품을 2개 이상 조회한 사용자는 ${n(views.usersWithTwoItems)}명이며, ` +
        `한 상품을 다른 상품과 함께 조회한 횟수는 평균 ${averagePairs(views)}회입니다`
      );
    },
    threshold: `5회가 필요합니다(${OF_OURS})`,
    willDo: '인기 상품으로 대체됩니다. 거의 모든 상품에 비슷한 목록이 나옵니다.',
    remedy: `${LONGER} ${ONE_ID}`,
  },
  advisedData: {
    found: ({ distinctRows, usersWithTwo }) =>
      `서로 다른 상호 작용은 ${n(distinctRows)}건이고, 상호 작용이 2건 이상 있는 사용자는 ${n(usersWithTwo)}명입니다`,
    threshold: '서비스의 설명서는 이런 사용자 1,000명의 50,000건을 권장합니다',
    willDo: '적은 데이터로 학습하므로 응답이 인기 상품과 비슷할 수 있습니다.',
    remedy: LONGER,
  },
  poorColumns: {
    found: (facts) =>
      poorColumns(facts)
        .map(
          (column) =>
            `${column.file}: ${column.name} 열은 ${filledPercent(column)}%가 채워져 있고, 고유 값이 ${n(column.distinct)}개입니다`,
        )
        .join('; '),
    threshold: '서비스의 설명서는 70% 이상과 고유 값 최대 1,000개를 권장합니다',
    willDo: '이런 열은 학습에 거의 도움이 되지 않습니다.',
    remedy: '열의 값을 채우거나, 드문 값을 하나로 묶으세요.',
  },
  futureRows: {
    found: ({ futureRows }) => `시각이 미래인 상호 작용이 ${n(futureRows)}건 있습니다`,
    threshold: '하나도 없어야 합니다',
    willDo:
      '사용자의 가장 최근 상호 작용으로 취급됩니다. 학습에서 가장 먼저 제외되고, 시간에 따라 달라지는 결과를 왜곡합니다.',
    remedy: 'TIMESTAMP는 UTC 기준의 Unix 초여야 합니다. 데이터를 만든 시스템의 시계와 시간대를 확인하세요.',
  },
};

const LIST_OF_ALL = {
  threshold: '학습하려면 1,000건이 필요합니다. 10위가 30건 이상이면 순서에 의미가 있습니다',
  willDo:
    '이벤트 수를 센 목록 하나가 모든 사용자에게 똑같이 나옵니다. 그래도 GetRecommendations에는 userId가 필요합니다.',
} as const;

const STRENGTHS: ReadinessTexts['strengths'] = {
  'most-viewed': {
    ...LIST_OF_ALL,
    found: ({ events: { View } }) =>
      `상품 ${n(View.items)}개의 조회가 ${n(View.rows)}건이고, 10위는 ${n(View.rowsOfTenth)}건입니다`,
  },
  'best-sellers': {
    ...LIST_OF_ALL,
    found: ({ events: { Purchase } }) =>
      `상품 ${n(Purchase.items)}개의 구매가 ${n(Purchase.rows)}건이고, 10위는 ${n(Purchase.rowsOfTenth)}건입니다`,
  },
  'frequently-bought-together': {
    found: ({ events: { Purchase }, baskets, sharedBaskets }) =>
      `장바구니 ${n(baskets)}개 중 ${n(sharedBaskets)}개에 상품이 2개 이상 있고, ` +
      `한 상품을 다른 상품과 함께 구매한 횟수는 평균 ${averagePairs(Purchase)}회입니다`,
    threshold: '학습하려면 구매 1,000건이 필요하고, 함께 구매한 횟수는 5회가 필요합니다',
    willDo: '상품마다 목록이 있으며 모든 사용자에게 같습니다. 구매가 드문 상품에는 베스트셀러가 나옵니다.',
  },
  'customers-who-viewed-x-also-viewed': {
    found: ({ events: { View } }) =>
      `상품을 2개 이상 조회한 사용자는 ${n(View.usersWithTwoItems)}명이며, ` +
      `한 상품을 다른 상품과 함께 조회한 횟수는 평균 ${averagePairs(View)}회입니다`,
    threshold: '학습하려면 조회 1,000건이 필요하고, 함께 조회한 횟수는 5회가 필요합니다',
    willDo:
      '상품마다 목록이 있으며 사용자가 구매한 상품은 제외됩니다. 조회가 드문 상품에는 인기 상품이 나옵니다.',
  },
  'recommended-for-you': {
    found: ({ distinctRows, usersWithTwo }) =>
      `서로 다른 상호 작용은 ${n(distinctRows)}건이고, 상호 작용이 2건 이상 있는 사용자는 ${n(usersWithTwo)}명입니다`,
    threshold: '학습하려면 이런 사용자 25명의 1,000건이 필요하며, 1,000명의 50,000건을 권장합니다',
    willDo:
      '사용자마다 목록이 다르고, 이미 구매한 상품은 제외됩니다. 새 사용자에게는 먼저 인기 상품이 나옵니다.',
  },
};

/** 추천 목록이 맞힌 것, 100 가운데. */
const HELD: Readonly<Record<UseCaseName, (own: string) => string>> = {
  'most-viewed': (own) => `고객 100명 중 ${own}명은 추천 10개 중 하나를 다음에 보았습니다`,
  'best-sellers': (own) => `고객 100명 중 ${own}명은 추천 10개 중 하나를 다음에 구매했습니다`,
  'frequently-bought-together': (own) =>
    `주문 100건 중 ${own}건은 추천 10개 안에 함께 주문한 상품이 있었습니다`,
  'customers-who-viewed-x-also-viewed': (own) =>
    `방문 100건 중 ${own}건은 추천 10개 중 하나를 이어서 보았습니다`,
  'recommended-for-you': (own) => `고객 100명 중 ${own}명은 추천 10개 안에서 다음 상품을 골랐습니다`,
};

const COMPARATORS: Readonly<Record<MeasuredUseCase['comparator'], string>> = {
  Purchase: '베스트셀러',
  View: '가장 많이 본 상품',
  any: '인기 상품',
  random: '무작위 상품 10개',
  recentlyViewed: '최근 본 상품',
  buyAgain: '최근 구매한 상품',
};

/** Describes a list without a model. */
export const comparatorInWords: ReadinessTexts['comparator'] = ({ comparator, comparatorDays: days }) =>
  days === undefined ? COMPARATORS[comparator] : `최근 ${days}일간의 ${COMPARATORS[comparator]}`;

const inItsPlace = (compared: ComparedWith): string =>
  `이 목록을 대신하거나 그 위에 ${objectOf(comparatorInWords(compared))}`;

const objectOf = (noun: string): string => `${noun}${noun.endsWith('러') ? '를' : '을'}`;

const insteadOfCounts = (measured: MeasuredUseCase): string =>
  measured.comparator === 'random' ? LONGER : `${inItsPlace(measured)} 보여 주세요.`;

const MEASURED: ReadinessTexts['measured'] = {
  found: (useCase, measured) =>
    `${HELD[useCase](ofHundred(measured.hitRate.mean))}. ` +
    `${comparatorInWords(measured)}의 경우 ${ofHundred(measured.comparatorHitRate.mean)}입니다`,
  threshold: ({ questions, difference }, until) =>
    `서비스 대신 내장 AWS로 ${dateOf(until)} 이후의 사용자 ${n(questions)}명에 대해 측정했으며, ` +
    `비교 대상과의 차이는 100 중 ${points(difference.low)}~${points(difference.high)}입니다`,
  worse: (measured) => `응답하지만, 고객에게는 ${comparatorInWords(measured)} 쪽이 더 낫습니다.`,
  noBetter: (measured) =>
    `응답하지만, 이 데이터에서 ${comparatorInWords(measured)}보다 낫다는 근거가 없습니다.`,
  newcomers: (share) =>
    `100명 중 ${ofHundred(share)}명은 방금 한 행동만 알려진 새 사용자였습니다. 이벤트가 없으면(eventTracker 설정) 이들에게는 인기 상품이 나옵니다.`,
  remedies: {
    'most-viewed': insteadOfCounts,
    'best-sellers': insteadOfCounts,
    'frequently-bought-together': (measured) =>
      `${inItsPlace(measured)} 보여 주거나, 더 긴 기간의 온전한 주문을 제공하세요.`,
    'customers-who-viewed-x-also-viewed': (measured) =>
      `${inItsPlace(measured)} 보여 주거나, 더 긴 기간의 데이터를 제공하세요.`,
    'recommended-for-you': (measured) =>
      `${inItsPlace(measured)} 보여 주거나, 사용자마다 같은 ID를 쓴 더 긴 기간의 데이터를 제공하세요.`,
  },
  choice: ({ model, runnerUp, margin, questions }) =>
    `모델: ${model}. 학습 데이터의 사용자 ${n(questions)}명에 대해 ${runnerUp} 대비 NDCG@10 ${signed(margin)}`,
};

/** 한국어 판정. AWS 한국어 설명서의 용어를 따른다. */
export const KO: ReadinessTexts = {
  floors: FLOORS,
  dataRules: DATA_RULES,
  strengths: STRENGTHS,
  nothingToDo: '할 일이 없습니다.',
  comparator: comparatorInWords,
  measured: MEASURED,
};
