import type { SettingsTable } from './setting';
import { FLAG } from './shape';

/** Settings of the bus events. */
export const BUS_EVENTS = {
  busEvents: {
    shape: FLAG,
    default: false,
    en: 'Whether imports, trainings, lists, segments and batches put [events](bus-events.md) on the default event bus of the account.',
    ko: '가져오기, 학습, 목록, 세그먼트, 배치의 [이벤트](bus-events.md)를 계정의 기본 이벤트 버스로 보낼지.',
  },
} as const satisfies SettingsTable;
