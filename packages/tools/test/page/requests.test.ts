import { parseEvent } from '../../src/page/requests';

const EVENT = { userId: 'u', itemId: 'i', eventType: 'View', recommendationId: 'RID-1' };

describe('an event that the page sends', () => {
  it('is read', () => {
    expect(parseEvent(JSON.stringify({ ...EVENT, more: 1 }))).toEqual(EVENT);
  });

  it.each([
    ['is no JSON', '{', 'The body must be an event as a JSON object.'],
    ['is no object', '3', 'The body must be an event as a JSON object.'],
    ['lacks a user', JSON.stringify({ ...EVENT, userId: undefined }), 'The event lacks userId.'],
    [
      'is of an id of ours',
      JSON.stringify({ ...EVENT, userId: 'anonymous::nobody' }),
      'userId begins with anonymous:, as the ids of this stack’s own sessions do',
    ],
    [
      'has an empty item',
      JSON.stringify({ ...EVENT, itemId: '' }),
      'itemId is "", allowed is a non-empty string.',
    ],
    [
      'has another type',
      JSON.stringify({ ...EVENT, eventType: 'Click' }),
      'eventType is "Click", allowed are View and Purchase.',
    ],
  ])('fails when it %s', (_name, body, message) => {
    expect(() => parseEvent(body)).toThrow(message);
  });
});
