import { onMember } from '../../src/authorization/permission';
import { actionOf } from '../../src/gateway/action';
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

  it('do not compile when they are missing, or ask for what the input does not have', () => {
    const action = actionOf<object>();
    const input = { arn: { type: 'string', required: true } } as const;
    const run = (): undefined => undefined;
    // @ts-expect-error permissions are missing
    expect(action({ input, run })).not.toHaveProperty('permissions');
    // @ts-expect-error the input has no topicArn
    expect(action({ input, permissions: onMember('sns:Publish', 'topicArn'), run }).input).toBe(input);
    const { permissions } = action({ input, permissions: onMember('sns:Publish', 'arn'), run });
    expect(permissions({ arn: 'arn:a' }, {})).toEqual([{ action: 'sns:Publish', resources: ['arn:a'] }]);
  });
});
