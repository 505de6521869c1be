import { DateTime } from 'luxon';
import { isTimeFormat } from '../../../src/data/mapping/time-format';
import { timeReader } from '../../../src/data/mapping/times';
import { numberReader } from '../../../src/data/mapping/numbers';

it.each<[string, string, string, number]>([
  ['iso', 'UTC', '2010-12-01T08:26:00Z', 1291191960],
  ['iso', 'UTC', '2010-12-01 08:26:00', 1291191960],
  ['iso', 'Asia/Seoul', '2010-12-01 08:26:00 UTC', 1291191960],
  ['iso', 'Asia/Seoul', '2010-12-01T08:26:00.250+00:00', 1291191960],
  ['iso', 'UTC', '2010-12-01 08:26:00 +0000', 1291191960],
  ['iso', 'Asia/Seoul', '2010-12-01', 1291129200],
  ['seconds', 'Asia/Seoul', '1291191960.75', 1291191960],
  ['milliseconds', 'UTC', '1291191960999', 1291191960],
  ['microseconds', 'UTC', '1291191960999999', 1291191960],
  ['M/d/yyyy h:mm a', 'America/New_York', '12/1/2010 3:26 AM', 1291191960],
  ['d LLL yyyy', 'UTC', '1 Dec 2010', 1291161600],
  // A time that does not occur is read as if the clocks had not gone forward.
  ['iso', 'Europe/Berlin', '2026-03-29 02:30:00', Date.UTC(2026, 2, 29, 1, 30) / 1000],
  ['seconds', 'UTC', '1291191960000', NaN],
  ['seconds', 'UTC', '', NaN],
  ['iso', 'UTC', '1291191960', NaN],
  ['iso', 'UTC', '2010-13-01', NaN],
  ['dd/MM/yyyy', 'UTC', '31/02/2010', NaN],
  ['iso', 'UTC', '1969-12-31', NaN],
])('a time as %s in %s of %s is %d', (format, zone, text, seconds) => {
  expect(timeReader(format, zone)(text)).toBe(seconds);
});

it.each([
  ['Europe/London', '2010-10-31T00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:00Z'],
  ['America/St_Johns', '2006-10-29T01:00Z'],
  ['Africa/Monrovia', '1972-01-07T00:00Z'],
])('a time is what Luxon makes of it while the clocks of %s change', (zone, moment) => {
  const read = timeReader('iso', zone);
  const change = DateTime.fromISO(moment, { zone: 'utc' });
  for (let minutes = -180; minutes <= 180; minutes++) {
    const text = change.plus({ minutes }).setZone(zone).toFormat('yyyy-MM-dd HH:mm:ss');
    const seconds = DateTime.fromSQL(text, { zone }).toSeconds();
    expect([text, read(text)]).toEqual([text, Math.floor(seconds)]);
  }
});

it.each([
  ['dd/MM/yyyy HH:mm', true],
  ['y-M-d', true],
  ['HH:mm', false],
  ['MM/yyyy', false],
])('a time may have the pattern %s: %s', (format, isAllowed) => {
  expect(isTimeFormat(format)).toBe(isAllowed);
});

it.each<[boolean, string, number]>([
  [false, '1234.5', 1234.5],
  [false, '1,234.50', 1234.5],
  [false, '$1,234', 1234],
  [false, '15.00 USD', 15],
  [false, '12,950원', 12950],
  [false, '1,980円', 1980],
  [true, '1.299,50 kr', 1299.5],
  [false, ' -2 ', -2],
  [true, '1.234,50', 1234.5],
  [true, '12,5 €', 12.5],
  [true, '1 234,5', 1234.5],
  [false, '12,5', NaN],
  [false, '1,23,4', NaN],
  [false, 'twelve', NaN],
  [false, `1${'0'.repeat(64)}`, NaN],
  [true, '12.5', NaN],
  [true, '', NaN],
])('a number with a decimal comma: %s, %s is %d', (decimalComma, text, value) => {
  expect(numberReader(decimalComma)(text)).toBe(value);
});
