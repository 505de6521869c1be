import { synthesise } from '../support/synthesise';

describe('the experiment', () => {
  const api = { origins: ['https://shop.example'], currency: 'EUR' };
  const experiment = { share: 0.2, control: 'nothing' };
  const { stack, template } = synthesise({ context: { api, experiment } });

  it('adds up its own lines, tells the commands where they are, and has its API divide the visitors', () => {
    const text = JSON.stringify(stack.resolve(stack.addOns.experiment!.asJson)).replaceAll('\\', '');
    expect(text).toContain('ApiLogs');
    expect(text).toContain('"share":0.2');
    expect(text).toContain('"currency":"EUR');
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'experiment: handler',
      Environment: { Variables: { EXPERIMENT: '0.2-nothing' } },
    });
    expect(JSON.stringify(template.findOutputs('Experiment'))).toMatch(/share.*0\.2.*logGroup/);
    const functions = template.findResources('AWS::Lambda::Function', {
      Properties: { Description: 'api: handler' },
    });
    expect(JSON.stringify(functions).replaceAll('\\', '')).toContain(
      '"experiment":{"share":0.2,"control":"nothing","windowDays":7}',
    );
  });
});
