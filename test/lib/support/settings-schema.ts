import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { SETTINGS } from '@ecommerce-recommenders/shop-data/settings/settings';
import type { JsonSchema } from '@ecommerce-recommenders/shop-data/settings/setting-kinds';

const SOURCE = join(__dirname, '../../../packages/shop-data/src/settings/settings.ts');

/** The JSON schema of cdk.json: its settings, each with the doc comment that it has in the table. */
export function settingsSchema(): JsonSchema {
  const descriptions = settingDescriptions();
  const properties = Object.entries(SETTINGS).map(([name, { default: value, schema }]) => [
    name,
    { description: descriptions[name], default: value, ...schema },
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'cdk.json of ecommerce-recommenders',
    $comment: 'Made by `UPDATE_DOCS=1 npx jest test/lib/settings-schema`.',
    type: 'object',
    properties: {
      context: {
        type: 'object',
        properties: {
          ecommerceRecommenders: {
            description: 'Settings of the shop. Each can be overridden with -c NAME=VALUE.',
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(properties) as JsonSchema,
          },
        },
      },
    },
  };
}

/** The doc comment of each setting, without its tags. */
export const settingDescriptions = (): Readonly<Partial<Record<string, string>>> =>
  ofEachSetting((comment) => comment?.comment);

/** What the doc comment of each setting has after `@default`. */
export const documentedDefaults = (): Readonly<Partial<Record<string, string>>> =>
  ofEachSetting((comment) => comment?.tags?.find(({ tagName }) => tagName.text === 'default')?.comment);

function ofEachSetting(
  read: (comment: ts.JSDoc | undefined) => ts.JSDoc['comment'],
): Readonly<Partial<Record<string, string>>> {
  const source = ts.createSourceFile(SOURCE, readFileSync(SOURCE, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Record<string, string> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() in SETTINGS) {
      const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
      found[node.name.getText()] = (ts.getTextOfJSDocComment(read(comment)) ?? '').replace(/\s+/g, ' ');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
