import { DeploymentLog } from '../../../cli/page/deployment-log';
import type { DeploymentMessage } from '../../../domain/page-api';

const CREATED = { logicalId: 'A', type: 'T', status: 'CREATE_FAILED', begunMs: 1, endedMs: 2, reason: 'no' };
const DELETED = { ...CREATED, status: 'DELETE_COMPLETE' };

/** What somebody who comes now is told. */
function told(log: DeploymentLog): DeploymentMessage[] {
  const messages: DeploymentMessage[] = [];
  log.watch((message) => messages.push(message))();
  return messages;
}

describe('the log of a deployment', () => {
  it('tells those who come later what has happened so far', () => {
    const log = new DeploymentLog(60);
    log.enter('deploying');
    log.add({ ...CREATED, status: 'CREATE_IN_PROGRESS' });
    log.add(CREATED);
    log.enter('failed', 'because');
    expect(told(log)).toEqual([
      { kind: 'clear' },
      { kind: 'stage', stage: 'failed', reason: 'because', speed: 60 },
      { kind: 'resource', ...CREATED },
    ]);
  });

  it('tells those who watch what happens next, until they leave', () => {
    const log = new DeploymentLog();
    const messages: DeploymentMessage[] = [];
    const leave = log.watch((message) => messages.push(message));
    log.add(CREATED);
    leave();
    log.add(DELETED);
    expect(messages).toEqual([{ kind: 'clear' }, { kind: 'resource', ...CREATED }]);
  });

  it('begins anew with a deployment, and with a destroy of what was ready', () => {
    const log = new DeploymentLog();
    log.enter('ready');
    log.add(CREATED);
    log.enter('destroying');
    expect(told(log)).toHaveLength(2);
    log.add(DELETED);
    log.enter('deploying');
    expect(told(log)).toHaveLength(2);
  });

  it('keeps what has failed in view while the rest is destroyed', () => {
    const log = new DeploymentLog();
    log.enter('deploying');
    log.add(CREATED);
    log.enter('destroying');
    log.add(DELETED);
    expect(told(log).slice(2)).toEqual([
      { kind: 'resource', ...CREATED },
      { kind: 'resource', ...DELETED },
    ]);
  });
});
