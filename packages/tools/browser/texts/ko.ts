import { comparatorInWords } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/ko';
import type { ListBasis } from '../../src/page/page-answers';
import type { Texts } from './texts';

const FORMAT = new Intl.NumberFormat('ko-KR');
const n = (value: number): string => FORMAT.format(value);

const DID = { View: '조회', Purchase: '구매' } as const;
const did = (event: keyof typeof DID | undefined): string => (event ? DID[event] : '조회 또는 구매');
const times = (event: keyof typeof DID | undefined, value: number): string =>
  event ? `${DID[event]} ${n(value)}회` : `상호 작용 ${n(value)}건`;

const found = (total: number, shown: number, noun: string, counter: string, which: string): string => {
  if (total === 0) return '결과가 없습니다.';
  return total > shown
    ? `${noun} ${n(total)}${counter} 중 ${which} ${n(shown)}${counter}`
    : `${noun} ${n(total)}${counter}`;
};

function notLearned(basis: Exclude<ListBasis, { kind: 'asked' }>, user: string): string {
  switch (basis.kind) {
    case 'no-user':
      return `${user} 님의 활동이 아직 없습니다`;
    case 'no-history':
      return basis.isSent
        ? `‘${basis.name}’의 첫 ${DID[basis.event]}는 다음 학습부터 반영됩니다`
        : `‘${basis.name}’ ${DID[basis.event]} 기록이 아직 없습니다`;
    case 'few':
      return `‘${basis.name}’ 상품과 다른 상품을 함께 ${DID[basis.event]}한 고객이 너무 적습니다`;
  }
}

/** 한국어 화면. AWS 한국어 설명서의 용어를 따른다. */
export const ko: Texts = {
  shop: {
    name: '쇼핑몰',
    home: '쇼핑몰',
    greeting: (user) => `${user} 님을 위한 추천`,
    lead: (items, users) =>
      `상품 ${n(items)}개, 고객 ${n(users)}명. 아래 목록은 스택의 추천자가 응답한 결과입니다.`,
    coming: (items, users) =>
      `상품 ${n(items)}개, 고객 ${n(users)}명. 추천자가 학습을 마치는 대로 목록이 하나씩 채워집니다.`,
    learning: '학습 중…',
    hasLearned: (title) => `${title} 추천자가 학습을 마치고 응답합니다.`,
    countsLater: '조회와 구매는 스택 배포가 끝나면 반영됩니다.',
    withoutTracker: '이 스택에는 이벤트 트래커가 없어 조회와 구매가 추천에 반영되지 않습니다.',
    addTracker: '-c eventTracker=true로 배포하면 클릭할 때마다 추천이 바뀝니다.',
    noShelf: '여기에 표시할 추천자가 없습니다. 어떤 추천자를 만들지는 useCases 설정에서 정합니다.',
    filter: '필터',
    noFilter: '없음',
    newHere: '새 추천',
    badges: { filler: '인기 상품', trial: '신상품 시험 중' },
    sameAs: (title) => `‘${title}’ 목록과 같은 상품입니다.`,
    emptyList: '추천 결과가 없습니다. 필터나 고객을 바꿔 보세요.',
    bestMoment: '상품을 보거나 구매해 보세요. ‘회원님을 위한 추천’이 바로 바뀝니다.',
  },
  shelves: {
    'recommended-for-you': {
      title: '회원님을 위한 추천',
      lead: '이 고객의 조회와 구매 이력을 바탕으로 추천합니다.',
    },
    'most-viewed': {
      title: '가장 많이 본 상품',
      lead: '방문자가 많이 본 상품입니다. 모든 고객에게 같습니다.',
    },
    'best-sellers': { title: '베스트셀러', lead: '가장 많이 팔린 상품입니다. 모든 고객에게 같습니다.' },
    'frequently-bought-together': {
      title: '함께 구매한 상품',
      lead: '고객들이 이 상품과 함께 구매한 상품입니다.',
    },
    'customers-who-viewed-x-also-viewed': {
      title: '다른 고객이 함께 본 상품',
      lead: '이 상품을 본 고객이 함께 본 상품입니다. 이미 구매한 상품은 제외됩니다.',
    },
    'similar-items': {
      title: '비슷한 상품',
      lead: '카탈로그의 설명이 비슷한 상품입니다. 필터는 적용되지 않습니다.',
    },
  },
  popular: {
    title: (basis, user) => `이 쇼핑몰의 인기 상품: ${notLearned(basis, user)}`,
    lead: '학습할 기록이 쌓일 때까지 인기 상품을 대신 보여 줍니다.',
  },
  changed: (title, added) => `${title} 목록이 바뀌었습니다. 새 상품 ${n(added)}개.`,
  why: {
    ask: '추천 이유',
    counting: '집계 중…',
    onlyCounts: '학습 데이터를 집계한 값이며, 서비스의 모델 내부를 보여 주는 것은 아닙니다.',
    counts: (event) => `${DID[event]} 수를 기준으로 합니다. 모든 고객에게 같은 목록입니다.`,
    together: (customers) =>
      `서로 다른 상품을 두 가지 이상 구매한 고객은 ${n(customers)}명입니다. 함께 구매한 기록이 부족하면 베스트셀러로 목록을 채웁니다.`,
    alsoViewed: '이 상품을 본 고객이 함께 본 상품을 집계합니다.',
    unknownUser: '학습 데이터에 없는 고객입니다. 이벤트가 쌓일 때까지 인기 상품을 추천합니다.',
    history: (event, latest) =>
      `이 고객의 ${did(event)} 이력을 바탕으로 합니다. 가장 최근 상품은 ${latest}입니다.`,
    bought: (items) =>
      items === 0 ? '아직 구매한 상품이 없습니다.' : `이미 구매한 상품 ${n(items)}개는 제외됩니다.`,
    filter: (name) => `${name} 필터를 적용했습니다.`,
    sent: (events, countsAtOnce, event, name) =>
      `이 화면에서 보낸 이벤트 ${n(events)}건은 ${countsAtOnce ? '즉시' : '다음 학습 때'} 반영됩니다. 최근 이벤트: ${name} ${DID[event]}.`,
    item: (item) => {
      switch (item.kind) {
        case 'times':
          return times(item.event, item.times);
        case 'both':
          return `‘${item.name}’ ${did(item.event)} 고객 ${n(item.of)}명 중 ${n(item.customers)}명이 함께 ${did(item.event)}했습니다.`;
        case 'filler':
          return `인기 상품(${times(item.event, item.times)})입니다. ‘${item.name}’ ${did(item.event)} 고객 ${n(item.of)}명은 이 상품을 ${did(item.event)}하지 않았습니다.`;
        case 'known':
          return `이 고객이 이미 ${did(item.event)}한 상품입니다.`;
        case 'new':
          return item.times === 0
            ? `시험 삼아 보여 주는 신상품입니다. 아직 ${did(item.event)} 기록이 없습니다.`
            : `신상품 또는 인기 상품입니다. ${times(item.event, item.times)}.`;
        case 'shared':
          return `‘${item.name}’ 때문입니다. 고객 ${n(item.customers)}명이 두 상품을 모두 ${did(item.event)}했습니다.`;
      }
    },
  },
  item: {
    looking: '상품을 찾는 중…',
    buy: '구매하기',
    notFound: '없는 상품입니다',
    nameless: '이름 없는 상품',
    buyAgain: '✓ 구매했습니다. 다시 구매',
    bought: '구매했습니다. 추천 목록이 곧 바뀝니다.',
    notSent: (reason) => `이벤트를 보내지 못했습니다. ${reason}`,
    goesWith: '함께 구매하면 좋은 상품',
    together: (price) => `모두 합쳐 ${price}`,
  },
  changes: {
    title: '바뀐 내용',
    viewed: (name) => `${name}: 조회했습니다.`,
    bought: (name) => `${name}: 구매했습니다.`,
    asking: '‘회원님을 위한 추천’을 다시 요청하고 있습니다…',
    same: '‘회원님을 위한 추천’은 그대로입니다.',
    summary: (added, up, down, gone) =>
      `회원님을 위한 추천: 새 상품 ${n(added)}개, 올라감 ${n(up)}개, 내려감 ${n(down)}개, 빠짐 ${n(gone)}개.`,
    isNew: '새 상품',
    stays: '그대로',
    was: (rank) => `이전 ${n(rank)}위`,
    gone: '목록에서 빠진 상품',
  },
  history: {
    title: (user) => `${user} 님의 활동`,
    found: (total, shown) => found(total, shown, '이벤트', '건', '최근'),
    reading: '학습 데이터를 읽는 중…',
    nothing: '아직 활동이 없습니다. 상품을 열어 보세요.',
    viewed: '조회',
    bought: '구매',
    on: (did, day) => `${day} ${did}`,
    here: (did) => `이 화면에서 ${did}`,
  },
  search: {
    label: '상품 검색',
    all: '전체 상품',
    title: (words) => `‘${words}’ 검색 결과`,
    found: (total, shown) => found(total, shown, '상품', '개', '처음'),
    nothing: '상품 이름, 카테고리, 스타일에 있는 단어로 검색해 보세요.',
    showAll: '전체 상품 보기',
    more: (rest) => `${n(rest)}개 더 보기`,
  },
  users: {
    now: '현재 고객',
    title: '다른 고객으로 쇼핑하기',
    label: '이름 또는 ID',
    close: '닫기',
    found: (total, shown) => found(total, shown, '고객', '명', '처음'),
    id: (id) => `ID ${id}`,
    switched: (name) => `이제 ${name} 님으로 쇼핑합니다.`,
    guest: '비회원',
    nameless: '고객',
    unnamed: (id) => `고객 ${id}`,
    all: '모든 고객',
  },
  people: {
    title: '살펴볼 만한 고객',
    did: (views, orders) => `조회 ${n(views)}회 · 주문 ${n(orders)}건`,
    newcomer: '이제 막 시작한 고객',
    regular: '자주 오는 고객',
    who: (noun, does) => `${does} ${noun}`,
    fanOf: (category) => `${category} 애호가`,
    likes: (category) => `${category}에 관심 있는`,
    kinds: {
      accessories: ['액세서리 애호가', '액세서리를 좋아하는'],
      apparel: ['멋쟁이', '옷을 좋아하는'],
      bakery: ['빵 애호가', '빵을 좋아하는'],
      bakeware: ['홈베이커', '빵을 굽는'],
      'baking mixes': ['홈베이커', '빵을 굽는'],
      beauty: ['뷰티 전문가', '외모를 가꾸는'],
      books: ['독서가', '책을 읽는'],
      camera: ['사진가', '사진을 찍는'],
      cameras: ['사진가', '사진을 찍는'],
      camping: ['캠핑족', '캠핑을 다니는'],
      clothing: ['멋쟁이', '옷을 좋아하는'],
      'coffee beans': ['커피 애호가', '커피를 즐기는'],
      'coffee makers': ['커피 애호가', '커피를 즐기는'],
      drums: ['드러머', '드럼을 치는'],
      'drum sticks': ['드러머', '드럼을 치는'],
      electronics: ['전자 기기 애호가', '전자 기기를 좋아하는'],
      fishing: ['낚시꾼', '낚시를 하는'],
      floral: ['꽃 애호가', '꽃을 좋아하는'],
      footwear: ['신발 애호가', '신발을 좋아하는'],
      furniture: ['인테리어 애호가', '집을 꾸미는'],
      garden: ['정원사', '정원을 가꾸는'],
      grills: ['바비큐 애호가', '고기를 굽는'],
      groceries: ['미식가', '음식을 즐기는'],
      guitars: ['기타리스트', '기타를 치는'],
      headphones: ['음악 애호가', '음악을 듣는'],
      'hiking boots': ['등산가', '산에 오르는'],
      homedecor: ['인테리어 애호가', '집을 꾸미는'],
      housewares: ['요리사', '요리하는'],
      instruments: ['음악가', '음악을 하는'],
      jewelry: ['보석 애호가', '보석을 좋아하는'],
      kayaking: ['카약 애호가', '카약을 타는'],
      'keyboards and pianos': ['피아니스트', '피아노를 치는'],
      keys: ['피아니스트', '피아노를 치는'],
      kitchen: ['요리사', '요리하는'],
      living: ['살림꾼', '아늑한 집을 좋아하는'],
      music: ['음악가', '음악을 하는'],
      outdoors: ['야외 활동가', '야외 활동을 즐기는'],
      pantry: ['미식가', '음식을 즐기는'],
      percussion: ['드러머', '드럼을 치는'],
      'running shoes': ['러너', '달리는'],
      seasonal: ['파티 주최자', '기념일을 챙기는'],
      shoes: ['신발 애호가', '신발을 좋아하는'],
      strings: ['기타리스트', '기타를 치는'],
      'strings and picks': ['기타리스트', '기타를 치는'],
      teas: ['차 애호가', '차를 즐기는'],
      tools: ['목수', '무언가를 만드는'],
    },
  },
  frame: {
    views: '화면',
    skip: '본문으로 건너뛰기',
    language: '언어',
    shop: '쇼핑몰',
    deployment: '배포',
    data: '데이터',
    quality: '품질',
    effect: '효과',
    notFound: '페이지를 찾을 수 없습니다',
    back: '쇼핑몰로 돌아가기',
    watch: '배포 상황 보기',
    deploying: '배포 중…',
    opensSoon: '스택 배포가 끝나면 이 화면이 열립니다.',
    noServer:
      '서버가 응답하지 않습니다. 서버는 시작한 명령이 끝나면 함께 종료됩니다. 명령을 다시 실행하세요.',
  },
  troubles: {
    'not-deployed': () => '스택이 아직 배포되지 않았습니다.',
    destroyed: () => '스택이 삭제되었거나 삭제되는 중입니다. 다음에 배포하면 쇼핑몰이 다시 열립니다.',
    'no-tracker': () => '스택에 이벤트 트래커가 없어(출력에 TrackingId 없음) 이벤트가 집계되지 않습니다.',
    'no-item': (itemId) => `데이터에 "${itemId}" 상품이 없습니다. 이름으로 검색해 보세요.`,
    'no-server': () => '서버가 응답하지 않습니다. 서버는 시작한 명령이 끝나면 함께 종료됩니다.',
    inTheirWords: (message) => `${message} (원문 그대로)`,
  },
  deployment: {
    title: '배포',
    stages: {
      deploying: '스택을 배포하는 중입니다',
      ready: '스택이 배포되었습니다',
      failed: '배포하지 못했습니다',
      destroying: '스택을 삭제하는 중입니다',
      destroyed: '스택이 삭제되었습니다',
    },
    stopped: '서버가 종료되었습니다. 마지막으로 확인된 상태입니다.',
    nothing: '아직 배포가 없습니다. "npx cdk deploy"를 실행하면 여기에 표시됩니다.',
    counts: (done, going, failed) => `완료 ${n(done)}, 진행 중 ${n(going)}, 실패 ${n(failed)}`,
    stands: (recommenders, filters, tracksEvents) => {
      const parts = [
        ...(recommenders > 0 ? [`추천자 ${n(recommenders)}개`] : []),
        ...(filters > 0 ? [`필터 ${n(filters)}개`] : []),
        ...(tracksEvents ? ['이벤트 트래커'] : []),
      ];
      return parts.length > 0 ? `${parts.join(', ')}를 사용할 수 있습니다.` : '';
    },
    took: {
      ready: (time) => `배포에 ${time} 걸렸습니다.`,
      destroyed: (time) => `삭제에 ${time} 걸렸습니다.`,
    },
    failedCount: (failed) => `${n(failed)}건 실패.`,
    phases: { Data: '데이터', Import: '가져오기', Training: '학습', Serving: '서비스' },
    phaseLeads: {
      Data: '아카이브를 Personalize용 파일로 변환',
      Import: '파일을 데이터 세트로 가져오기',
      Training: '추천자 학습',
      Serving: '필터와 이벤트 트래커',
    },
    states: { 'to come': '대기', going: '진행 중', done: '완료', failed: '실패', unused: '해당 없음' },
    work: {
      bucket: () => '데이터 버킷',
      preparation: () => '데이터 준비',
      'dataset-group': () => '데이터 세트 그룹',
      import: (of) =>
        `${{ Interactions: '상호 작용', Items: '상품', Users: '사용자' }[of] ?? of} 데이터 가져오기`,
      recommender: (of) => `‘${of}’ 학습`,
      training: () => '학습 완료 대기',
      filter: (of) => `필터 ${of}`,
      'event-tracker': () => '이벤트 트래커',
      'metric-attribution': () => '지표 어트리뷰션',
      lists: () => '목록 저장',
    },
    removing: (what) => `삭제: ${what}`,
    ofUsual: (passed, usual) => `${passed} 경과, 보통 약 ${usual}`,
    parts: (total) => `역할, 함수, 로그 그룹: ${n(total)}개`,
    partsLead: '스택에 함께 필요한 리소스입니다. 오래 걸리는 것은 없습니다.',
    remedy: '해결 방법',
    remedies: {
      quota:
        '계정의 할당량을 모두 사용했습니다. 필요 없는 리소스를 삭제하거나 Service Quotas에서 할당량을 늘린 뒤 다시 배포하세요.',
      permission: '역할에 권한이 부족합니다. "npm run doctor"로 부족한 권한을 확인할 수 있습니다.',
      name: '같은 이름의 리소스가 이미 있습니다. 그 리소스를 삭제하거나 다른 스테이지(-c stage=이름)로 배포하세요.',
      data: '데이터가 부족합니다. 추천자마다 필요한 데이터는 데이터 화면에서 확인하세요.',
      'slow-function':
        '같은 명령을 다시 실행하세요. 내장 AWS에서는 이 머신의 부하가 너무 높았다는 뜻이므로 다른 프로그램을 먼저 종료하세요.',
      memory: '최근 몇 달의 상호작용처럼 더 적은 데이터를 사용하거나 메모리가 더 많은 머신을 사용하세요.',
      'ended-function':
        '원인은 함수의 로그에 있습니다. "npm start -- --verbose"로 출력할 수 있으며, AWS에서는 CloudWatch Logs에 있습니다.',
      'training-time': '제한 시간을 넘었습니다. cdk.json에서 trainingTimeoutHours를 늘린 뒤 다시 배포하세요.',
      'other-version':
        '이 스택은 지금 버전으로 업데이트할 수 없는 버전의 것입니다(docs/upgrading.md). 그 버전으로 삭제한 뒤 다시 배포하세요.',
      wait: '서비스는 작업을 계속합니다. 작업이 끝난 뒤 같은 명령을 다시 실행하세요.',
      cancelled: '다른 리소스가 실패해 중단되었습니다. 먼저 실패한 리소스를 확인하세요.',
      bucket:
        '버킷을 비운 뒤에 무언가가 기록되었습니다. 객체의 모든 버전을 삭제한 뒤 "npx cdk destroy"를 다시 실행하세요.',
      other: '원인을 해결한 뒤 같은 명령을 다시 실행하세요.',
    },
    cost: {
      title: 'AWS에서의 비용',
      hour: (usd) => `시간당 ${usd}`,
      month: (usd) => `월 ${usd}`,
      of: (recommenders, users, included) =>
        `추천자 ${n(recommenders)}개, 고객 ${n(users)}명 기준입니다. 요청이 없어도 24시간 과금되며, 추천자마다 시간당 요청 ${n(included)}건이 포함됩니다.`,
      lists: '24시간 실행되는 추천자가 없습니다.',
      more: '그 밖의 비용은 "npm run cost"로 확인하세요.',
      unconfirmed: '확인되지 않은 요금입니다.',
    },
    timeline: '타임라인',
  },
  quality: {
    title: '품질',
    lead: (length) =>
      `고객이 다음에 고른 상품이 추천 상위 ${length}개 안에 있을까요? 최근 상호 작용을 학습에서 제외한 고객을 최대 200명 골라 추천자마다 요청합니다.`,
    heldOut: {
      user: '배포된 추천자에게 고객마다 가장 최근의 상호 작용을 묻습니다(holdoutBy user). 추천자는 다른 고객이 그 뒤에 한 일을 알고 있습니다. 데이터 화면의 판정은 시간 순서대로 측정하므로 수치가 다르고, 더 낮은 경우가 많습니다.',
      time: '배포된 추천자에게 학습 데이터 전체보다 새로운 상호 작용을 묻습니다(holdoutBy time). 데이터 화면의 판정은 다른 행으로 학습한 모델의 것이므로 수치가 다릅니다.',
    },
    billed: 'AWS에서는 요청마다 비용이 발생합니다.',
    measure: '측정하기',
    again: '다시 측정하기',
    measuring: '측정 중…',
    measured: '측정이 끝났습니다.',
    progress: (asked, total) => `질문 ${n(total)}개 중 ${n(asked)}개 완료`,
    nothing: (title) =>
      `${title}: 제외해 둔 데이터에 답이 없습니다. 더 긴 기간의 데이터를 쓰거나 holdoutBy=time으로 배포해 보세요.`,
    sentences: {
      'recommended-for-you': (own) => `고객 100명 중 ${own}명이 다음 상품을 목록에서 찾았습니다`,
      'most-viewed': (own) => `고객 100명 중 ${own}명이 다음에 목록의 상품을 보았습니다`,
      'best-sellers': (own) => `고객 100명 중 ${own}명이 다음에 목록의 상품을 구매했습니다`,
      'frequently-bought-together': (own) =>
        `고객 100명 중 ${own}명이 함께 주문한 상품을 목록에서 찾았습니다`,
      'customers-who-viewed-x-also-viewed': (own) =>
        `고객 100명 중 ${own}명이 다음에 본 상품을 목록에서 찾았습니다`,
      'similar-items': (own) => `고객 100명 중 ${own}명이 다음에 본 상품을 목록에서 찾았습니다`,
      ranking: (own) => `고객 100명 중 ${own}명이 다음 상품을 인기 상품 100개 중 상위 10개에서 찾았습니다`,
    },
    compared: (sentence, list, other) => `${sentence}. ${list}만 보여 주면 ${other}명입니다.`,
    alone: (sentence) => `${sentence}.`,
    ranking: '인기 상품의 순위',
    lists: {
      recommender: '추천자',
      unexplored: '신상품 탐색 제외',
      random: '무작위 상품',
      popularity: '인기 상품',
      plain: '모델 없는 목록 중 가장 나은 것',
      'co-counts': '단순 동시 발생 집계',
    },
    comparatorName: comparatorInWords,
    scale: '고객 100명 중',
    interval: '점 뒤의 선: 매번 다른 고객으로 측정한 이런 선 100개 중 95개에 고객 전체의 값이 들어 있습니다.',
    shoppers: (users) => `고객 ${n(users)}명`,
    list: '목록',
    metrics: {
      precision: ['정밀도', '추천 10개 중 고객이 실제로 선택한 비율입니다.'],
      recall: ['재현율', '고객이 실제로 선택한 상품 중 추천 10개에 포함된 비율입니다.'],
      ndcg: ['NDCG', '적중한 상품이 위에 있을수록 높은 점수를 줍니다. 1이 최고입니다.'],
      mrr: ['MRR', '처음 적중한 순위의 역수입니다. 1위면 1, 2위면 0.5입니다.'],
      hitRate: ['적중률', '추천 10개 중 하나라도 적중한 고객의 비율입니다.'],
      diversity: ['다양성', '목록에서 카테고리가 서로 다른 상품 쌍의 비율입니다.'],
      popularity: ['인기도', '학습 데이터에서 선택된 횟수입니다. 평균 상품이 1입니다.'],
    },
    plusMinus:
      '±는 95% 신뢰 구간의 절반입니다. 매번 다른 고객 200명으로 구한 이런 구간 100개 중 95개에 고객 전체의 값이 들어 있습니다.',
    table: '전체 수치',
  },
  effect: {
    title: '효과',
    lead: '방문자의 일부에게는 추천 대신 다른 것을 보여 줍니다. 두 그룹이 한 일을 방문자 1,000명 기준으로 비교합니다.',
    none: '아직 집계된 방문자가 없습니다. <recommended-items> 요소가 있는 페이지에서 방문자가 동의하면 집계됩니다. 내장 AWS에서는 "npm run shoppers"로 가상의 방문자를 만들 수 있습니다.',
    open: '효과가 있을까요? 아직 알 수 없습니다.',
    more: '효과가 있을까요? 추천이 매출을 늘립니다.',
    less: '효과가 있을까요? 아니요. 추천이 매출을 줄입니다.',
    visitors: (own, control) => `추천을 본 방문자 ${n(own)}명, 보지 않은 방문자 ${n(control)}명.`,
    metrics: { clicks: '클릭', orders: '주문', revenue: '매출' },
    columns: ['방문자 1,000명 기준', '추천 없음', '추천 있음', '차이', '판정'],
    early: '아직 이릅니다',
    undecided: '미정',
    decided: (day) => `${day}에 판정`,
    interval: (mean, low, high) => `${mean} (${low}~${high})`,
    needed: (visitors) => `매출 10% 상승 여부를 판정하려면 방문자가 약 ${n(visitors)}명 필요합니다.`,
    ratioRight: '두 그룹의 크기가 설정한 비율과 맞습니다.',
    ratioWrong:
      '두 그룹의 크기가 설정한 비율과 다릅니다. 위의 수치를 믿지 말고 요소가 동작하지 않는 페이지가 있는지 확인하세요.',
    gained: (amount) => `지금까지 늘어난 매출: ${amount}.`,
    bill: (usd) => `그동안 추천자에 든 비용은 약 ${usd}입니다(확인되지 않은 요금 기준).`,
    always: '구간은 95 % 구간이며, 아무리 자주 확인해도 유효합니다.',
    shelves: {
      title: '추천 목록',
      columns: ['추천 목록', '사용 사례', '출처', '노출', '클릭', '주문', '매출'],
      days: (first, last) => `${first}부터 ${last}까지(UTC).`,
      unseen: (names) =>
        `${names}: 본 방문자가 없습니다. 페이지에 쓴 이름과 사용 사례를 shelves 설정과 비교하세요.`,
      limits:
        '주문과 매출은 최근 7일 안에 그 추천 목록에서 클릭한 상품의 것입니다. 추천 목록이 없었어도 구매했을지는 실험으로만 알 수 있습니다.',
    },
  },
  data: { title: '데이터', profile: '데이터 프로필', reading: '아카이브를 읽는 중…' },
  units: { ms: '밀리초', s: '초', min: '분', h: '시간', between: ' ' },
};
