import { handlerLogger, logged } from '../../../../lambda/shop/functions/handler-logger';

describe("a handler's logger", () => {
  let written: string[];
  beforeEach(() => {
    written = [];
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 25) });
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    process.env._X_AMZN_TRACE_ID =
      'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    delete process.env._X_AMZN_TRACE_ID;
  });

  it('writes a line of JSON with level, time, trace if there is one, and the fields, as Powertools names them', () => {
    handlerLogger().info('waiting', { correlation_id: 'r-1', minutes: 2, waitingFor: undefined });
    delete process.env._X_AMZN_TRACE_ID;
    handlerLogger().error('failed', { reason: 'two\nlines' });
    const of = '"timestamp":"2026-11-25T00:00:00.000Z","service":"ecommerce-recommenders"';
    const trace = '"xray_trace_id":"1-5759e988-bd862e3fe1be46a994272793"';
    expect(written).toEqual([
      `{"level":"INFO","message":"waiting",${of},${trace},"correlation_id":"r-1","minutes":2}\n`,
      `{"level":"ERROR","message":"failed",${of},"reason":"two\\nlines"}\n`,
    ]);
  });
});

describe('a step of a state machine', () => {
  const lines: [level: string, message: string, fields: unknown][] = [];
  const logger = {
    info: (...line: [string, unknown]) => void lines.push(['info', ...line]),
    error: (...line: [string, unknown]) => void lines.push(['error', ...line]),
  };
  const step = { execution: 'arn:…:execution:one' };
  beforeEach(() => lines.splice(0));

  it('logs its answer, found by the execution', async () => {
    const claim = logged('claim', async () => ({ next: 'prepare' }), logger);
    expect(await claim(step)).toEqual({ next: 'prepare' });
    expect(lines).toEqual([['info', 'claim', { correlation_id: step.execution, next: 'prepare' }]]);
  });

  it('logs its error and fails with it in the words of its reason, the cause kept', async () => {
    const cause = Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });
    const failing = logged('claim', () => Promise.reject(cause), logger)(step);
    const error = await failing.catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining('Rate exceeded') as string, cause });
    expect(lines).toEqual([['error', 'claim', { correlation_id: step.execution, reason: error.message }]]);
  });
});
