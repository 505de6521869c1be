import { FAULT_KINDS } from '../../src/faults/fault-kinds';
import { parseFaults } from '../../src/faults/parse-faults';
import { SERVICE_ERRORS } from '../../src/faults/service-errors';
import { SERVICES } from '../../src/services/services';

describe('Lists of faults', () => {
  it('may be empty, and may have a seed', () => {
    expect(parseFaults({ seed: 7, faults: [] })).toEqual({ seed: 7, faults: [] });
  });

  it('take every kind with nothing but what it needs', () => {
    const faults = Object.keys(FAULT_KINDS).map((fault) => ({
      fault,
      ...(fault === 'latency' && { ms: 5 }),
      ...(/^(role|policy)-propagation$/.test(fault) && { seconds: 5 }),
    }));
    expect(parseFaults({ faults })).toEqual({ faults });
  });

  it('fails and names what is wrong with each fault', () => {
    const faults = [
      { fault: 'throttling', service: 'personalise', rate: 2 },
      { fault: 'earthquake' },
      { fault: 'latency' },
      { fault: 'throttling' },
      { fault: 'response-lost', service: 's3' },
      {},
    ];
    const lines = [
      /faults\[0\]: throttling: 2 validation errors.*'rate'.*'personalise'.*personalize/,
      /faults\[1\]: fault is "earthquake"; it must be one of throttling, /,
      /faults\[2\]: latency: .*'ms'.*must not be null/,
      /faults\[4\]: response-lost: .*Parameter 'service' is not known/,
      /faults\[5\]: fault is absent/,
    ];
    const all = new RegExp(`^${lines.map(({ source }) => source).join('.*\n')}.*$`);
    expect(() => parseFaults({ faults })).toThrow(all);
  });

  it.each([
    ['no list', {}, /'faults'.*must not be null/],
    ['another member', { faults: [], fault: 'latency' }, /Parameter 'fault' is not known/],
    ['something else than an object', [1], /a structure/],
    ['a fault that is none', { faults: ['latency'] }, /faults/],
    ['a member of the wrong type', { faults: [{ fault: 'latency', ms: '5' }] }, /faults\[0\].*'ms'/],
    ['a number of times that is none', { faults: [{ fault: 'throttling', times: 0 }] }, /'times'/],
  ])('fails for %s', (_what, list, words) => {
    expect(() => parseFaults(list)).toThrow(words);
  });

  it('know the errors of every service', () => {
    const apis = Object.values(SERVICES).flatMap(({ apiNames }) => apiNames);
    // Requests to HTTP APIs go to addresses of their own, not to one of these.
    const known = [...apis.filter((api) => api !== 'cfn-response'), 'execute-api'];
    expect(Object.keys(SERVICE_ERRORS).sort()).toEqual(known.sort());
  });
});
