import { synthesise } from '../support/synthesise';

const API = JSON.stringify({ origins: ['https://shop.example'] });

const withExperiment = (experiment: unknown): (() => unknown) => {
  return () => synthesise({ context: { api: API, experiment: JSON.stringify(experiment) } });
};

describe('the experiment', () => {
  const experiment = JSON.stringify({ share: 0.1 });
  const { stack, template } = synthesise({
    context: { api: JSON.stringify({ origins: ['https://shop.example'], currency: 'EUR' }), experiment },
  });
  const asJson = (): string => JSON.stringify(stack.resolve(stack.addOns.experiment!.asJson));

  it('adds up the lines of the API every hour', () => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(5 * * * ? *)' });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'experiment: handler',
      Environment: { Variables: { EXPERIMENT: '0.1-best-sellers' } },
    });
  });

  it('tells the commands where its lines are', () => {
    expect(asJson()).toContain('ApiLogs');
    expect(asJson()).toContain('\\"share\\":0.1');
    expect(asJson()).toContain('\\"currency\\":\\"EUR');
  });
});

describe('a shop with an experiment', () => {
  const experiment = '{"share":0.2,"control":"nothing"}';
  const { template } = synthesise({ context: { api: API, experiment } });

  it('has its API divide the visitors, and tells the commands so', () => {
    const [api] = Object.values(
      template.findResources('AWS::Lambda::Function', { Properties: { Description: 'api: handler' } }),
    );
    const { Variables } = (api.Properties as { Environment: { Variables: object } }).Environment;
    expect(JSON.stringify(Variables)).toContain(
      JSON.stringify('"experiment":{"share":0.2,"control":"nothing","windowDays":7}').slice(1, -1),
    );
    expect(JSON.stringify(template.findOutputs('Experiment'))).toMatch(/share.*0\.2.*logGroup/);
  });
});

describe('the setting', () => {
  it.each([
    [{ share: 0.9 }, 'share is 0.9, allowed is a number from 0.01 to 0.5'],
    [{ share: 0.1234 }, 'share is 0.1234, allowed is a number from 0.01 to 0.5 in thousandths'],
    [
      { share: 0.1, arms: 3 },
      'experiment has the unknown member arms, allowed are share, control, windowDays.',
    ],
  ])('fails for %j', (experiment, message) => {
    expect(withExperiment(experiment)).toThrow(message);
  });

  it('fails without the API, which counts', () => {
    expect(() => synthesise({ context: { experiment: '{"share":0.1}' } })).toThrow(
      'Setting experiment is set and api is not, but only the API divides visitors',
    );
  });

  it('fails where there are no best sellers to show', () => {
    const context = { api: API, experiment: '{"share":0.1}', useCases: 'most-viewed' };
    expect(() => synthesise({ context })).toThrow('and useCases does not have best-sellers');
  });

  it('leaves nothing in the template by default', () => {
    expect(JSON.stringify(synthesise().template.toJSON())).not.toMatch(/experiment/i);
  });
});
