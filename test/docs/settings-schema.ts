import { descriptionOf } from '@ecommerce-recommenders/shop-data/contracts/settings/description';
import { SETTING_NAMES, SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { JsonSchema } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';

/** The JSON schema of cdk.json. */
export const settingsSchema = (): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'cdk.json of ecommerce-recommenders',
  $comment: 'Made by `UPDATE_DOCS=1 npx jest test/docs/settings`.',
  type: 'object',
  properties: {
    context: {
      type: 'object',
      properties: {
        ecommerceRecommenders: {
          description: 'Settings of the shop. Each can be overridden with -c NAME=VALUE.',
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(
            SETTING_NAMES.map((name) => [
              name,
              {
                description: descriptionOf(name),
                default: SETTINGS[name].default,
                ...SETTINGS[name].shape.schema,
              },
            ]),
          ),
        },
      },
    },
  },
});
