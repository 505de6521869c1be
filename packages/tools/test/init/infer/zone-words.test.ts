import { zoneOf } from '../../../src/init/infer/zone-words';

it.each([
  ['London', 'Europe/London'],
  ['seoul', 'Asia/Seoul'],
  ['서울', 'Asia/Seoul'],
  ['Germany', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['europe/paris', 'Europe/Paris'],
  ['UTC', 'UTC'],
  ['Atlantis', undefined],
  ['', undefined],
])('the time zone in words %s is %s', (words, zone) => {
  expect(zoneOf(words)?.toLowerCase()).toBe(zone?.toLowerCase());
});
