import { parseEvent } from '../../src/page/requests';

const EVENT = { userId: 'u', itemId: 'i', eventType: 'View', recommendationId: 'RID-1' };

const OBJECT = 'The body must be an event as a JSON object.';

it('an event that the page sends is read', () => {
  expect(parseEvent(JSON.stringify({ ...EVENT, more: 1 }))).toEqual(EVENT);
});

it.each<[string, string | object, string]>([
  ['is no JSON', '{', OBJECT],
  ['is no object', '3', OBJECT],
  ['lacks a user', { userId: undefined }, 'The event lacks userId.'],
  ['is of an id of ours', { userId: 'anonymous::nobody' }, 'userId begins with anonymous:, as the ids of'],
  ['has an empty item', { itemId: '' }, 'itemId is "", allowed is a non-empty string.'],
  ['has another type', { eventType: 'Click' }, 'eventType is "Click", allowed are View and Purchase.'],
])('an event fails when it %s', (_name, body, message) => {
  const text = typeof body === 'string' ? body : JSON.stringify({ ...EVENT, ...body });
  expect(() => parseEvent(text)).toThrow(message);
});
