import { isZone } from '@ecommerce-recommenders/shop-data/data/mapping/time-format';
import { comparable } from './column-aliases';

/** Common names of places that differ from the city in the zone's name. */
const ZONES: Readonly<Record<string, string>> = {
  'Europe/London': 'uk greatbritain england britain gb 영국 런던 イギリス ロンドン',
  'Europe/Berlin': 'germany deutschland munich munchen hamburg frankfurt cologne koln 독일 베를린 ドイツ',
  'Europe/Vienna': 'austria osterreich wien',
  'Europe/Zurich': 'switzerland schweiz suisse',
  'Europe/Paris': 'france lyon 프랑스 파리 フランス パリ',
  'Europe/Madrid': 'spain espana barcelona 스페인',
  'Europe/Rome': 'italy italia roma milan milano 이탈리아',
  'Europe/Amsterdam': 'netherlands nederland holland',
  'Europe/Brussels': 'belgium belgique bruxelles brussel',
  'Europe/Warsaw': 'poland polska warszawa',
  'Europe/Dublin': 'ireland',
  'Europe/Lisbon': 'portugal lisboa',
  'Europe/Stockholm': 'sweden',
  'Asia/Seoul': 'korea southkorea busan kst 한국 대한민국 서울 韓国',
  'Asia/Tokyo': 'japan osaka jst 일본 도쿄 日本 東京',
  'Asia/Shanghai': 'china beijing',
  'Asia/Kolkata': 'india mumbai delhi bangalore',
  'America/New_York': 'newyork boston washington miami eastern est et',
  'America/Chicago': 'houston dallas texas central',
  'America/Denver': 'mountain',
  'America/Los_Angeles': 'sanfrancisco seattle california pacific pst',
  'America/Sao_Paulo': 'brazil brasil saopaulo rio',
  'America/Mexico_City': 'mexico',
  'America/Argentina/Buenos_Aires': 'argentina',
  UTC: 'utc gmt z',
};

/** A time zone by its IANA name, its city, or a country with a single zone: "Seoul", "Korea". */
export function zoneOf(words: string): string | undefined {
  const text = words.trim();
  const word = comparable(text);
  if (word === '') return undefined;
  const named = Object.keys(ZONES).find((zone) => ZONES[zone].split(' ').includes(word));
  if (named !== undefined) return named;
  const city = Intl.supportedValuesOf('timeZone').find(
    (zone) => comparable(zone.slice(zone.lastIndexOf('/') + 1)) === word,
  );
  return city ?? (isZone(text) ? text : undefined);
}
