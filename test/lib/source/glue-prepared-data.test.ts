import { Match } from 'aws-cdk-lib/assertions';
import { dependenciesOf, idsOf, propertiesOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const source = 's3://shop-exports/day/';
const { template, warnings } = synthesise({ context: { source, preparation: 'glue', glueWorkers: 9 } });
const [job] = idsOf(template, 'AWS::Glue::Job');
const [data] = idsOf(template, 'Custom::PreparedData');

describe('a preparation by Glue', () => {
  it('is a Spark job that ends within the hour, one run at a time, without bookmarks, and logs to groups of the stack', () => {
    template.hasResourceProperties('AWS::Glue::Job', {
      Command: { Name: 'glueetl', PythonVersion: '3', ScriptLocation: Match.anyValue() },
      ...{ GlueVersion: '5.0', WorkerType: 'G.1X', NumberOfWorkers: 9, Timeout: 50, MaxRetries: 0 },
      ExecutionProperty: { MaxConcurrentRuns: 1 },
      DefaultArguments: {
        '--custom-logGroup-prefix': '/aws-glue/Shop-prepare-data',
        '--job-bookmark-option': 'job-bookmark-disable',
      },
    });
    for (const kind of ['output', 'error'])
      template.hasResource('AWS::Logs::LogGroup', {
        Properties: { LogGroupName: `/aws-glue/Shop-prepare-data/${kind}`, RetentionInDays: 30 },
        DeletionPolicy: 'Delete',
      });
    expect(warnings).toEqual([]);
    // It needs no function that prepares, and no archive.
    expect(Object.keys(resourcesOf(template)).join()).not.toContain('PrepareDataProvider');
    expect(JSON.stringify(resourcesOf(template)[data])).not.toContain('Archive');
  });

  it('says its version, and what is held out of only where that is not the default, which would prepare all data again', () => {
    expect(JSON.stringify(resourcesOf(template)[data])).not.toContain('HoldoutBy');
    for (const preparation of ['glue', 'lambda']) {
      const byTime = synthesise({ context: { source, preparation, holdoutBy: 'time', sourceVersion: '2' } });
      const wanted = { HoldoutBy: 'time', SourceVersion: '2' };
      byTime.template.hasResourceProperties('Custom::PreparedData', wanted);
    }
  });

  it('has its permissions before its first run and until after its last', () => {
    const needed = Object.keys(resourcesOf(template)).filter((id) =>
      /^(DataGluePreparedDataJob|PrepareDataGlueProvider)/.test(id),
    );
    expect(needed.length).toBeGreaterThan(10);
    expect([...dependenciesOf(template, data)]).toEqual(expect.arrayContaining([job, ...needed]));
  });

  it('gives Personalize a folder for each dataset', () => {
    const imports = propertiesOf(template, 'Custom::PersonalizeDatasetImport');
    expect(imports.map(({ DataLocation }) => DataLocation)).toEqual(
      ['interaction', 'item', 'user'].map((name) => ({
        'Fn::Join': ['', [{ Ref: data }, `training_${name}.csv/`]],
      })),
    );
  });
});

describe('a preparation of CSV parts by the function', () => {
  it('keeps the resource’s logical id, and has no version by default', () => {
    const { template: other } = synthesise({ context: { source } });
    expect(idsOf(other, 'AWS::Glue::Job')).toEqual([]);
    expect(idsOf(other, 'Custom::PreparedData')).toEqual(['DataPreparedDataB54A5400']);
    other.hasResourceProperties('Custom::PreparedData', { SourceVersion: Match.absent() });
  });
});
