import { parsePreparation } from '../../../src/data/preparation/settings';

const GIVEN = { holdout: '0.2', eventTypes: '{"Seen":"View"}' };

/** Event types with that many names. */
const types = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, `T${at}`])));

it('the settings of a preparation are read from text, and hold out of each user by default', () => {
  const read = { holdout: 0.2, holdoutBy: 'user', eventTypes: { Seen: 'View' }, escape: '\\' };
  expect(parsePreparation(GIVEN)).toEqual(read);
  expect(parsePreparation({ ...GIVEN, holdout: '0' })).toEqual({ ...read, holdout: 0 });
  expect(parsePreparation({ ...GIVEN, holdoutBy: 'time' })).toEqual({ ...read, holdoutBy: 'time' });
  const { eventTypes } = parsePreparation({ ...GIVEN, eventTypes: types(256) });
  expect(Object.keys(eventTypes)).toHaveLength(256);
});

it.each<[message: string, setting: object]>([
  ...['1', '-0.1', '', ' ', 'a tenth', 'NaN', '1e9'].map((holdout): [string, object] => [
    `holdout must be a number from 0 to below 1, such as 0.1; got "${holdout}"`,
    { holdout },
  ]),
  ...['Seen=View', '["View"]', '{}', 'null', '{"a":1}', '{"a":""}'].map((eventTypes): [string, object] => [
    `eventTypes must be a JSON object such as {"ProductViewed":"View"}; got ${eventTypes}`,
    { eventTypes },
  ]),
  ['holdoutBy must be user or time; got "day"', { holdoutBy: 'day' }],
  ['gives 257 different names; at most 256 are possible', { eventTypes: types(257) }],
])('the settings of a preparation are refused: %s', (message, setting) => {
  expect(() => parsePreparation({ ...GIVEN, ...setting })).toThrow(message);
});
