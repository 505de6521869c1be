import type { DeploymentMessage } from '../../src/page/page-answers';
import { afterMessage, UNKNOWN_DEPLOYMENT } from '../../browser/deployment';

const after = (...messages: DeploymentMessage[]) => messages.reduce(afterMessage, UNKNOWN_DEPLOYMENT);
const begun = {
  ...{ kind: 'resource', logicalId: 'A', type: 'T', status: 'CREATE_IN_PROGRESS', begunMs: 5 },
} as const;

it('what the page knows of the deployment keeps what a rollback deletes beside what it was', () => {
  const { resources } = after(begun, { ...begun, status: 'DELETE_IN_PROGRESS', begunMs: 11 });
  expect(resources.size).toBe(2);
});

it('what the page knows of the deployment forgets resources and keeps the stage when it is cleared', () => {
  const stage = { kind: 'stage', stage: 'ready', speed: 1, revision: 1 } as const;
  const expected = { resources: new Map(), latestMs: 0, stage, isKnown: true };
  expect(after(begun, stage, { kind: 'clear' })).toEqual(expected);
});
