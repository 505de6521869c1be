import { parseSchema } from '../data/parsed-schema';
import { tooMany } from '../errors';
import { personalizeAction } from '../personalize-action';
import { DOMAINS } from '../recipes';
import { NAME } from '../shapes';

const MAX_SCHEMAS = 500;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateSchema.html */
export const createSchema = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    schema: { type: 'string', max: 20_000, required: true },
    domain: { type: 'string', enum: DOMAINS },
  },
  permissions: ({ name }, store) => [
    { action: 'personalize:CreateSchema', resources: [store.arnOf(`schema/${name}`)] },
  ],
  run: ({ name, schema, domain }, store) => {
    const parsed = parseSchema(schema, domain);
    const arn = store.arnOf(`schema/${name}`);
    store.schemas.requireFree(arn);
    if (store.schemas.list().length >= MAX_SCHEMAS) throw tooMany('schema', MAX_SCHEMAS);
    const now = store.now();
    store.schemas.add({
      arn,
      name,
      schema,
      parsed,
      domain,
      creationDateTime: now,
      lastUpdatedDateTime: now,
    });
    store.platform.changes.notify();
    return { schemaArn: arn };
  },
});
