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

  it.each([
    [{ share: 0.9 }, 'share is 0.9, allowed is a number from 0.01 to 0.5'],
    [{ share: 0.1234 }, 'share is 0.1234, allowed is a number from 0.01 to 0.5 in thousandths'],
    [
      { share: 0.1, arms: 3 },
      'experiment has the unknown member arms, allowed are share, control, windowDays.',
    ],
  ])('fails for %j', (setting, message) => {
    expect(() => synthesise({ context: { api: API, experiment: setting } })).toThrow(message);
  });
});
