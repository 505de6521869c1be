import { zoneOf } from '../../../src/init/infer/zone-words';
import { inferred } from './inferred';

const LINE = { 'o.csv': 'order_id,customer_id,sku,qty,order_date\n1,7,A,1,2024-02-13 10:05\n' };

describe('a time zone in words', () => {
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
  ])('%s is %s', (words, zone) => {
    expect(zoneOf(words)?.toLowerCase()).toBe(zone?.toLowerCase());
  });

  it('is written into the mapping by its IANA name', () => {
    expect(inferred(LINE, { zone: 'London' }).mapping.interactions.time).toMatchObject({
      zone: 'Europe/London',
    });
  });
});
