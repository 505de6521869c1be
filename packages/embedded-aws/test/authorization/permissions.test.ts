import { SERVICES } from '../../src/services/services';
import { APIS } from './apis';

describe("an operation's permissions", () => {
  it('are part of every API', () => {
    const names = Object.values(SERVICES).flatMap(({ apiNames }) => apiNames);
    expect(APIS.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it.each(APIS)('are said by every operation of %s', (_name, api) => {
    const silent = Object.entries(api.actions).filter(
      ([, { permissions }]) => typeof permissions !== 'function',
    );
    expect(silent).toEqual([]);
  });
});
