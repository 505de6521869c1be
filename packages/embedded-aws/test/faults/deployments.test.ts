import { custom, simulatedAccount, success } from '../cloudformation/simulated-account';

describe('Faults of deployments', () => {
  const aws = simulatedAccount();
  beforeEach(() => {
    aws.functions.thing = () => success('one');
  });

  const template = {
    Resources: { Thing: custom('thing'), Other: custom('thing', {}, { DependsOn: 'Thing' }) },
  };
  const of = (logicalId: string) =>
    aws.requests.filter(({ LogicalResourceId }) => LogicalResourceId === logicalId);

  it('function-twice delivers the same event once more, and changes nothing else (FAULTS-13)', async () => {
    aws.account.faults.set([{ fault: 'function-twice', function: 'thing', times: 1 }]);
    expect((await aws.deploy(template)).StackStatus).toBe('CREATE_COMPLETE');
    const [first, second] = of('Thing');
    expect(second).toEqual(first);
    expect(of('Other')).toHaveLength(1);
  });

  it('function-twice passes over a second delivery that fails', async () => {
    aws.functions.thing = () => {
      delete aws.functions.thing;
      return undefined;
    };
    aws.account.faults.set([{ fault: 'function-twice' }]);
    const deployed = aws.apply({ Thing: custom('thing') });
    const deliveries = () => aws.account.requests.list().filter(({ operation }) => operation === 'Invoke');
    while (deliveries().length < 2) await fetch(`${aws.endpoint}/_local/health`);
    expect(deliveries()[1].status).toBe(404);
    await aws.respond(aws.requests[0], success('one'));
    expect((await deployed).StackStatus).toBe('CREATE_COMPLETE');
  });

  it('response-lost lets a resource wait to the end of its service timeout, and then fail (FAULTS-14)', async () => {
    aws.account.faults.set([{ fault: 'response-lost', resource: 'Thing', times: 1 }]);
    const deployed = aws.deploy(template);
    while (aws.account.faults.list()[0].struck === 0) await fetch(`${aws.endpoint}/_local/health`);
    await aws.clock.advance(3_599_000);
    expect(await aws.events()).toContain('Thing CREATE_IN_PROGRESS');
    expect((await aws.events()).join()).not.toContain('FAILED');
    await aws.clock.advance(1_000);
    expect((await deployed).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await aws.events()).find((event) => event.startsWith('Thing CREATE_FAILED'))).toContain(
      'CloudFormation did not receive a response from your custom resource.',
    );
    expect(of('Thing').map(({ RequestType }) => RequestType)).toEqual(['Create', 'Delete']);
  });

  it('do not strike the place where responses are put by a fault of requests (FAULTS-4)', async () => {
    const operation = 'PutResponse';
    aws.account.faults.set([
      { fault: 'server-error', operation },
      { fault: 'connection-drop', operation },
    ]);
    expect((await aws.deploy(template)).StackStatus).toBe('CREATE_COMPLETE');
  });
});
