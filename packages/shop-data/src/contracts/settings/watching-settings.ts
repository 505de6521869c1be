import type { SettingsTable } from './setting';
import { ADDRESSES } from './setting-kinds';
import { FLAG, number } from './shape';

/** Settings of the notices. */
export const WATCHING = {
  watch: {
    shape: FLAG,
    default: false,
    en: 'Whether there is a dashboard, and alarms that send notices to a topic.',
    ko: '대시보드와, 토픽에 알리는 경보를 둘지.',
  },
  notify: {
    shape: ADDRESSES,
    default: [],
    en: 'E-mail addresses that get the notices, separated by commas. It implies `watch`.',
    ko: '알림을 받을 이메일 주소, 쉼표로 구분. `watch`도 함께 켜집니다.',
  },
  dataAgeDays: {
    shape: number({ minimum: 0, maximum: 365 }, 'a number from 1 to 365, or 0 for no notice'),
    default: 8,
    en: 'Sends a notice after this many days without a successful import; 0 for none.',
    ko: '가져오기가 이 날수만큼 성공하지 않으면 알립니다. 0이면 알리지 않습니다.',
  },
  monthlyBudget: {
    shape: number({ minimum: 0, maximum: 1_000_000_000 }, 'US dollars (yuan in China), or 0 for no budget'),
    default: 0,
    en: 'Monthly budget of the account for Amazon Personalize in US dollars (yuan in China), with notices at 80 % and 100 %; 0 for none. It implies `watch`.',
    ko: '계정 전체의 Amazon Personalize 월 예산(달러, 중국에서는 위안). 80 %와 100 %에서 알립니다. 0이면 알리지 않습니다. `watch`도 함께 켜집니다.',
  },
} as const satisfies SettingsTable;
