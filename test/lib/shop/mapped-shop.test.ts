import { Match } from 'aws-cdk-lib/assertions';
import { idsOf, propertiesOf, resourcesOf, statementsOf } from '../support/resources';
import { statesOf } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const ORDERS = { files: 'orders.csv', user: 'customer', item: 'sku', time: 'placed' };
const PURCHASES = { interactions: { ...ORDERS, event: { constant: 'Purchase' } } };
const GLUE = { preparation: 'glue', source: 's3://exports/today/' };
const ANY_EVENT = { ...ORDERS, event: 'what' };
const OWN = {
  interactions: ANY_EVENT,
  items: {
    ...{ files: 'products.csv', id: 'sku', category: 'group', price: 'price' },
    columns: {
      COLOUR: { from: 'colour', type: 'categorical' },
      WEIGHT: { from: 'grams', type: 'int' },
      ADDED: { from: 'added', type: 'timestamp' },
    },
  },
};

const PURCHASE_USE_CASES = 'best-sellers,frequently-bought-together,recommended-for-you';

describe('a shop with a mapping', () => {
  it('of interactions alone has one dataset', () => {
    const { template } = synthesise({ context: { data: PURCHASES, useCases: PURCHASE_USE_CASES } });
    template.resourceCountIs('Custom::PersonalizeDataset', 1);
    template.resourceCountIs('Custom::PersonalizeDatasetImport', 1);
    template.hasResourceProperties('Custom::PreparedData', {
      ...{ ArchiveName: Match.anyValue(), Mapping: JSON.stringify(PURCHASES), MaxBadRows: '0' },
      EventTypes: '{"Purchase":"Purchase"}',
    });
  });

  it('has its own columns in the schema, and filters and training that know them', () => {
    const { template } = synthesise({
      context: {
        data: OWN,
        filters: { red: 'INCLUDE ItemID WHERE Items.COLOUR IN ("red") AND Items.WEIGHT < 100' },
        useCases: { 'most-viewed': { excludedColumns: { ITEMS: ['WEIGHT'] } } },
      },
    });
    template.hasResourceProperties('Custom::PersonalizeDataset', {
      Schema: Match.stringLikeRegexp('"COLOUR","type":\\["null","string"\\],"categorical":true'),
    });
    template.hasResourceProperties('Custom::PersonalizeFilter', {
      FilterExpression: Match.stringLikeRegexp('COLOUR'),
    });
  });

  it('reads the files below a prefix of S3, and nothing else', () => {
    const { template } = synthesise({ context: { data: OWN, source: GLUE.source, sourceVersion: '7' } });
    template.hasResourceProperties('Custom::PreparedData', {
      Source: 's3://exports/today/',
      SourceVersion: '7',
      Mapping: JSON.stringify(OWN),
      ArchiveName: Match.absent(),
    });
    const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'));
    expect(policies.match(/:s3:::exports[^"]*/g)).toEqual([':s3:::exports/today/*', ':s3:::exports']);
    expect(policies).toContain('"s3:prefix":"today*"');
  });

  it('is compiled to SQL for Glue, which the job may read beside its tables', () => {
    const { template } = synthesise({ context: { data: OWN, ...GLUE } });
    const s3Url = (ending: string): unknown => ({
      'Fn::Sub': Match.stringLikeRegexp(`^s3://.*\\.${ending}$`),
    });
    template.hasResourceProperties('Custom::PreparedData', { Sql: s3Url('sql'), Tables: s3Url('json') });
    template.resourceCountIs('Custom::PersonalizeDataset', 2);
  });

  it('has an HMAC key for hashes of users, which the preparing functions may use and no template holds', () => {
    const data = { interactions: { ...ANY_EVENT, hashUsers: true } };
    const { template, stack } = synthesise({ context: { data, freshData: true } });
    template.hasResourceProperties('AWS::KMS::Key', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const key: unknown = stack.resolve(stack.shop.userKey!.keyArn);
    template.hasResourceProperties('Custom::PreparedData', { UserKeyArn: key });
    template.hasOutput('UserKeyArn', { Value: key });
    const users = statementsOf(template).filter(([, { Action }]) => Action === 'kms:GenerateMac');
    expect(users.map(([, { Resource }]) => Resource)).toEqual([key, key]);
    expect(JSON.stringify(statesOf(template, 'FreshData'))).toContain('userKeyArn');
  });

  it('maps fresh data with the function that the state machine gives the mapping', () => {
    const { template } = synthesise({ context: { data: OWN, freshData: true, maxBadRows: 3 } });
    expect(JSON.stringify(statesOf(template, 'FreshData'))).toContain(
      `"mapping":${JSON.stringify(JSON.stringify(OWN))},"maxBadRows":"3"`,
    );
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'fresh-data/prepare: prepare',
      Environment: { Variables: { MAPPED: 'true' } },
    });
  });

  const users = { files: 'u.csv', id: 'id', columns: { AGE: { from: 'age', type: 'int' } } };

  it('keeps the logical ids of a shop without one', () => {
    const ids = (context: Readonly<Record<string, unknown>>): string[] =>
      Object.keys(resourcesOf(synthesise({ context }).template)).sort();
    expect(ids({ data: { ...OWN, users } })).toEqual(ids({}));
  });

  it('gives a new column of items or users to the dataset as it is', () => {
    const ofItems = (columns: object): unknown[] => {
      const data = { ...OWN, users, items: { ...OWN.items, columns } };
      const { template } = synthesise({ context: { data } });
      return idsOf(template, 'Custom::PersonalizeDataset').map((id) => {
        const { Schema, SchemaName, ...others } = resourcesOf(template)[id].Properties as Record<
          string,
          string
        >;
        return { id, others, version: [SchemaName, Schema.includes('"SIZE"')] };
      });
    };
    const [before, after] = [{}, { SIZE: { from: 'size', type: 'int' } }].map((more) =>
      ofItems({ ...OWN.items.columns, ...more }),
    ) as { id: string; others: object; version: unknown[] }[][];
    expect(after.map(({ id, others }) => [id, others])).toEqual(before.map(({ id, others }) => [id, others]));
    const changed = after.filter(({ version }, at) => version[0] !== before[at].version[0]);
    expect(changed.map(({ others }) => (others as { DatasetType: string }).DatasetType)).toEqual(['ITEMS']);
    expect([...before, ...after].filter(({ version }) => version[1])).toEqual(changed);
  });

  it('tells recommenders, their training, the ranking, segments and batches of a new column that training can use', () => {
    const told = (more: object): unknown[] => {
      const data = { ...OWN, users, items: { ...OWN.items, columns: { ...OWN.items.columns, ...more } } };
      const useCases = { 'most-viewed': { excludedColumns: { ITEMS: ['WEIGHT'] } }, 'best-sellers': {} };
      const segments = { items: ['i1'], queries: { red: 'ITEMS.COLOUR = "red"' } };
      const on = { ranking: 'true', segments, batches: 'true' };
      const { template } = synthesise({ context: { data, useCases, ...on } });
      return ['Recommender', 'Training', 'Solution'].map((kind) => {
        const texts = propertiesOf(template, `Custom::Personalize${kind}`).map((one) => JSON.stringify(one));
        return kind === 'Solution'
          ? texts.map((text) => /(ranking|items|queries|users)-\w{8}"/.exec(text)?.[0])
          : texts.join();
      });
    };
    const [before, size, note] = [
      {},
      { SIZE: { from: 'size', type: 'int' } },
      { NOTE: { from: 'note', type: 'string' } },
    ].map(told);
    expect(note).toEqual(before);
    const trainsOn = (items: string): string => `"TrainsOn":{"ITEMS":[${items}],"USERS":["AGE"]}`;
    for (const kind of [0, 1]) {
      expect(before[kind]).toContain(trainsOn('"CATEGORY_L1","COLOUR","ADDED","PRICE"'));
      expect(size[kind]).toContain(trainsOn('"CATEGORY_L1","COLOUR","ADDED","SIZE","PRICE"'));
      expect(size[kind]).toContain(trainsOn('"CATEGORY_L1","COLOUR","WEIGHT","ADDED","SIZE","PRICE"'));
    }
    const [solutions, former] = [size[2], before[2]] as string[][];
    expect(solutions).toHaveLength(4);
    expect(solutions.filter((one) => former.includes(one))).toEqual([]);
    expect(JSON.stringify(synthesise().template.toJSON())).not.toContain('TrainsOn');
  });
});
