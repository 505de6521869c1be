import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ShopSource, type EcommerceRecommenders, type EcommerceRecommendersProps } from '../../../lib';
import { shopArchive } from '../../support/shop-archive';
import { newApp, outdir, shopIn, told } from '../support/shop-in';

/** Of so few rows that every training fails. */
const source = (): ShopSource => {
  const file = path.join(outdir, 'shop.tar');
  writeFileSync(file, shopArchive());
  return ShopSource.fromArchive(file);
};

function profiled(
  props: Partial<EcommerceRecommendersProps> = {},
  app: App = newApp({ 'aws:cdk:bundling-stacks': ['**'] }),
): { app: App; stack: Stack; shop: EcommerceRecommenders } {
  const stack = new Stack(app, 'Theirs');
  const shop = shopIn(stack, { source: source(), ...props }, { watch: true });
  return { app, stack, shop };
}

/** Levels of the annotations of a shop: with their first words. */
const said = ({ node }: EcommerceRecommenders): string[] =>
  node.metadata
    .filter(({ type }) => /:(info|warning|error)$/.test(type))
    .map(({ type, data }) => `${type.replace('aws:cdk:', '')}: ${String(data).slice(0, 12)}`);

describe('the archive of a host’s shop', () => {
  it('is surveyed by the time that app.synth() returns, and not before', () => {
    const { app, shop } = profiled();
    expect(said(shop)).toEqual([]);
    const assembly = app.synth();
    expect(said(shop)).toContainEqual(expect.stringMatching(/^error: /));
    expect(said(shop)).toContain('info: On AWS 4 rec');
    const { messages, template } = assembly.getStackByName('Theirs') as {
      messages: readonly { level: string }[];
      template: Record<string, unknown>;
    };
    expect(messages.map(({ level }) => level)).toEqual(expect.arrayContaining(['error', 'info']));
    Template.fromJSON(template).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { USERS: '2' } },
    });
  });

  it('is warned of where the host forces the deployment', () => {
    const { stack } = profiled({ force: true });
    expect(told(stack, 'Error', '')).toEqual([]);
    expect(told(stack, 'Warning', 'blocked').length).toBeGreaterThan(0);
  });

  it('is not read where the stack is not deployed', () => {
    const { shop, app } = profiled({ source: ShopSource.fromArchive('gone.tar') }, newApp());
    app.synth();
    expect(said(shop)).toEqual([]);
  });
});
