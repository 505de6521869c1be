import { ofHundred } from '@ecommerce-recommenders/shop-data/insight/readiness/measured-numbers';
import { KO } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/ko';
import { reasonInKorean } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/ko-reasons';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { ko as PAGE } from '../../../browser/texts/ko';
import type { Help } from '../orders-text';
import { percent } from '../text';
import type { ReportTexts } from './en';

const n = (value: number): string => value.toLocaleString('ko-KR');

const DATASET: Readonly<Record<DatasetType, string>> = {
  INTERACTIONS: '상호 작용',
  ITEMS: '상품',
  USERS: '사용자',
};

const HELP: Readonly<Record<Help, string>> = {
  helps: '도움이 됩니다.',
  harms: '오히려 해가 되므로 orderAsUser를 빼세요.',
  unclear: '우연을 넘는 차이가 아닙니다. 이런 주문은 하나하나가 청구되는 사용자이므로 orderAsUser를 빼세요.',
};

/** 한국어 보고서. AWS 한국어 설명서의 용어를 따른다. */
export const ko: ReportTexts = {
  language: 'ko',
  verdicts: KO,
  title: '쇼핑몰 데이터',
  lookedAt: (archive, day) => `${archive}, ${day} 분석`,
  footer: '개인을 식별할 수 있는 열의 값은 개수만 세고 표시하지 않습니다.',
  readiness: '준비 상태',
  readinessLead:
    '배포하고 비용을 내기 전에, 이 데이터로 Amazon Personalize의 추천자가 어떤 결과를 낼지 확인합니다.',
  standIn:
    '측정값은 실제 서비스를 대신하는 내장 AWS의 모델로 얻은 것입니다. 참고용 추정치이며 보장된 결과가 아닙니다.',
  useCase: (name) => PAGE.shelves[name].title,
  verdict: (verdict) => ({ ready: '충분', weak: '부족', blocked: '불가', unmeasured: '측정 전' })[verdict],
  unmeasured:
    '데이터는 충분합니다. 목록이 단순한 목록보다 나은지는, 더 새로운 행에 답이 있으면 "npm run explore"로 측정합니다.',
  threshold: '기준',
  effect: '결과',
  toDo: '할 일',
  thisList: '이 목록',
  interval: ({ mean, low, high }) => `100 중 ${ofHundred(mean)}(${ofHundred(low)}~${ofHundred(high)})`,
  numbers: '주요 수치',
  items: '상품',
  cold: (count) => `상호 작용이 없는 상품 ${n(count)}개`,
  users: '사용자',
  active: (count) => `상호 작용이 있는 사용자 ${n(count)}명`,
  interactions: '상호 작용',
  allTypes: '모든 이벤트 유형의 행 수',
  kept: '사용',
  keptNote: (share) => `이벤트 유형에 따라 전체 행의 ${share}`,
  duplicates: '완전 중복',
  duplicatesNote: (share) => `사용하는 행의 ${share}, 서비스에서 제외됨`,
  training: '학습',
  trainingNote: (count) => `행, 그중 서로 다른 행 ${n(count)}개`,
  heldOut: '학습 제외',
  heldOutNote: (share) => `사용하는 행 중 최신 ${share}`,
  unknownItems: '알 수 없는 상품',
  unknownUsers: '알 수 없는 사용자',
  unknownNote: (file) => `상호 작용에는 있고 ${file}에는 없음`,
  ownFiles: '파일의 행',
  ownFilesLead:
    '매핑에 따라 제외한 행과 읽을 수 없는 행입니다. 한 상품이나 사용자의 여러 레코드는 한 행이 됩니다.',
  withoutUser: (withoutUser, rows) =>
    `상호 작용 ${n(rows + withoutUser)}건 중 ${n(withoutUser)}건(${Math.round((100 * withoutUser) / (rows + withoutUser))}%)에는 사용자가 없어 학습에 쓰이지 않습니다.`,
  ordersAsUsers: ({ questions, ...orders }, help) =>
    `사용자가 없는 주문을 사용자로 다룹니다. 사용자 ${n(questions)}명 가운데 다음 구매가 ${PAGE.shelves['frequently-bought-together'].title} 목록에 있던 비율은 이 주문이 있으면 ${percent(orders.with.mean, 1)}, ` +
    `없으면 ${percent(orders.without.mean, 1)}입니다. ${HELP[help]}`,
  madeOf: (type, rows, records) => `레코드 ${n(records)}개에서 ${DATASET[type]} ${n(rows)}행`,
  leftOutOf: (type) => `${DATASET[type]}에서 제외한 행`,
  nothingLeftOut: '제외한 행이 없습니다.',
  reason: '이유',
  reasonOf: reasonInKorean,
  leftOutRows: '제외',
  firstPlaces: '처음 나온 위치',
  place: ({ file, line, value }) => `${file} ${line}번째 줄${value === undefined ? '' : `: "${value}"`}`,
  byMapping: '매핑의 조건',
  when: '시간대',
  behaviour: '사용자 행동',
  columns: '열',
  columnsOf: (file) => `${file}의 열`,
  rows: (count) => `${n(count)}행`,
  column: '열',
  importedAs: '가져오는 필드',
  type: '유형',
  types: (type) => ({ empty: '비어 있음', 'whole number': '정수', number: '숫자', text: '텍스트' })[type],
  date: '시각',
  missing: '누락',
  different: '고유 값',
  values: '값',
  leftOut: '제외',
  about: (count) => `약 ${n(count)}`,
  notShown: '개인 정보일 수 있어 표시하지 않음',
  eachOnce: '모두 한 번씩',
  ids: 'ID',
  noValues: '값 없음',
  range: (min, max, median) => `${min}~${max}, 중앙값 ${median}`,
  eachDay: '일별',
  everyDays: (days) => `${n(days)}일 단위`,
  period: (from, to, days) => `${from}부터 ${to}까지 ${n(days)}일간(UTC).`,
  hourOfDay: '시간별',
  busiest: (hour) => `${hour}시부터 ${hour + 1}시(UTC)까지 가장 활발합니다.`,
  eventTypes: '이벤트 유형',
  keptTypes: (share, types) =>
    `전체 행의 ${share}를 사용합니다: ${types.map(([from, to]) => `${from} → ${to}`).join(', ')}.`,
  empty: '(비어 있음)',
  perUser: '사용자당 상호 작용',
  perUserSays: (users, median, most) =>
    `사용자 ${n(users)}명 중 절반은 ${n(median)}건 이하이며, 가장 많은 사용자는 ${n(most)}건입니다.`,
  longTail: '상품 집중도',
  longTailSays: (items, share) => `상품 ${n(items)}개 중 상위 20%가 상호 작용의 ${share}를 차지합니다.`,
  purchases: '사용자당 구매',
  purchasesSays: (share) => `사용자의 ${share}가 구매했습니다.`,
  baskets: '장바구니당 상품',
  basketsSays: (shared, all) => `장바구니 ${n(all)}개 중 ${n(shared)}개에 상품이 두 개 이상 있습니다.`,
  chart: {
    Prices: '가격',
    Categories: '카테고리',
    Styles: '스타일',
    Ages: '나이',
    Genders: '성별',
    Personas: '페르소나',
  },
  rowsWithout: (share) => ` 행의 ${share}는 값이 없습니다.`,
  fromTo: (low, high, median) => `${low}부터 ${high}까지이며 절반은 ${median} 이하입니다.`,
  differentValues: (distinct, shown) =>
    `서로 다른 값 ${n(distinct)}개${distinct > shown ? ` 중 많은 순으로 ${shown}개` : ''}.`,
};
