import { synthesise } from '../support/synthesise';

const API = { origins: ['https://shop.example'] };

describe('the experiment', () => {
  const experiment = { share: 0.2, control: 'nothing' };
  const { stack, template } = synthesise({ context: { api: { ...API, currency: 'EUR' }, experiment } });

  it('adds up the lines of the API every hour', () => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(5 * * * ? *)' });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'experiment: handler',
      Environment: { Variables: { EXPERIMENT: '0.2-nothing' } },
    });
  });

  it('tells the commands where its lines are, and has its API divide the visitors', () => {
    const text = JSON.stringify(stack.resolve(stack.addOns.experiment!.asJson)).replaceAll('\\', '');
    expect(text).toContain('ApiLogs');
    expect(text).toContain('"share":0.2');
    expect(text).toContain('"currency":"EUR');
    expect(JSON.stringify(template.findOutputs('Experiment'))).toMatch(/share.*0\.2.*logGroup/);
    const functions = template.findResources('AWS::Lambda::Function', {
      Properties: { Description: 'api: handler' },
    });
    expect(JSON.stringify(functions).replaceAll('\\', '')).toContain(
      '"experiment":{"share":0.2,"control":"nothing","windowDays":7}',
    );
  });
});
