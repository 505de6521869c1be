import type { StackEvent } from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { eventBus } from '../../../lambda/bus-events/event-bus';

const EVENT = {
  detailType: 'Lists Refused',
  detail: { id: 'one', datasetGroupArn: 'arn:group', reason: 'all are empty' },
} as StackEvent;

/** Puts the event on a bus that answers so; the requests and the log. */
async function put(answer: () => object) {
  const requests: object[] = [];
  const lines: object[] = [];
  const log = (message: string, fields: object): void => void lines.push({ message, ...fields });
  const error = await eventBus({
    events: {
      send: async ({ input }: { input: object }) => {
        requests.push(input);
        return answer();
      },
    } as never,
    stackName: 'Shop',
    now: () => 7,
    logger: { info: log, error: log },
  })(EVENT).catch((thrown: unknown) => thrown as Error);
  return { requests, lines, error };
}

describe('the event bus', () => {
  it('is asked for the default bus, and the log says what was put', async () => {
    const { requests, lines, error } = await put(() => ({ Entries: [{ EventId: 'e' }] }));
    expect(error).toBeUndefined();
    const entry = {
      ...{ Source: 'ecommerce-recommenders', DetailType: 'Lists Refused', Resources: ['arn:group'] },
      Detail: JSON.stringify(EVENT.detail),
    };
    expect(requests).toEqual([{ Entries: [entry] }]);
    expect(lines).toEqual([{ message: 'event', detailType: 'Lists Refused', id: 'one' }]);
  });

  const refused = { Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'later' }] };
  it.each<[string, object, string]>([
    ['an entry', refused, 'InternalFailure: later'],
    ['the request', new Error('denied'), 'denied'],
  ])('that fails %s is counted and logged, and fails the function', async (_what, answer, reason) => {
    const { lines, error } = await put(() => {
      if (answer instanceof Error) throw answer;
      return answer;
    });
    expect(error).toEqual(new Error(reason));
    const counted = { Stack: 'Shop', UnputEvents: 1, _aws: { Timestamp: 7 } };
    expect(lines).toMatchObject([{ message: 'event', reason, ...counted }]);
  });
});
