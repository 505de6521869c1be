import { parseEventTypes, parseHoldout, parsePreparation } from '../../../src/data/preparation/settings';

it.each(['1', '-0.1', '', ' ', 'a tenth', 'NaN', '1e9'])('parseHoldout fails on "%s"', (text) => {
  const rule = 'holdout must be a number from 0 to below 1, such as 0.1';
  expect(() => parseHoldout(text)).toThrow(`${rule}; got "${text}"`);
});

it('parseEventTypes fails on more names than the interactions can have', () => {
  const types = (count: number): string =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, `T${index}`])),
    );
  expect(Object.keys(parseEventTypes(types(256)))).toHaveLength(256);
  expect(() => parseEventTypes(types(257))).toThrow('gives 257 different names; at most 256 are possible');
});

it.each(['Seen=View', '["View"]', '{}', 'null', '{"a":1}', '{"a":""}'])(
  'parseEventTypes fails on %s',
  (text) => {
    expect(() => parseEventTypes(text)).toThrow(
      `eventTypes must be a JSON object such as {"ProductViewed":"View"}; got ${text}`,
    );
  },
);

it('reads the settings of a preparation from text, and holds out of each user by default', () => {
  const given = { holdout: '0.2', eventTypes: '{"Seen":"View"}' };
  const read = { holdout: 0.2, holdoutBy: 'user', eventTypes: { Seen: 'View' }, escape: '\\' };
  expect(parsePreparation(given)).toEqual(read);
  expect(parsePreparation({ ...given, holdout: '0' })).toEqual({ ...read, holdout: 0 });
  expect(parsePreparation({ ...given, holdoutBy: 'time' })).toEqual({ ...read, holdoutBy: 'time' });
  const byDay = { ...given, holdoutBy: 'day' };
  expect(() => parsePreparation(byDay)).toThrow('holdoutBy must be user or time; got "day"');
});
