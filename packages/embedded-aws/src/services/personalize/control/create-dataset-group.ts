import { tooMany, invalidInput } from '../errors';
import { takeKey } from '../group-key';
import { creation, passToPersonalize, personalizeAction } from '../personalize-action';
import { DOMAINS } from '../recipes';
import { NAME, ROLE_ARN, TAGS } from '../shapes';
import { setTags } from '../tags';

const MAX_DATASET_GROUPS = 5;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateDatasetGroup.html */
export const createDatasetGroup = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    // The key is used and revalidated; the data stays unencrypted in memory.
    roleArn: ROLE_ARN,
    kmsKeyArn: { type: 'string', max: 2048, pattern: /arn:aws[^:]*:kms:[^:]*:[0-9]{12}:key\/.*/ },
    domain: { type: 'string', enum: DOMAINS },
    tags: TAGS,
  },
  permissions: (input, store) => [
    ...creation('personalize:CreateDatasetGroup', [], store.arnOf(`dataset-group/${input.name}`), input),
    ...passToPersonalize(input.roleArn),
  ],
  run: ({ name, roleArn, kmsKeyArn, domain, tags }, store) => {
    if ((roleArn === undefined) !== (kmsKeyArn === undefined)) {
      const [given, missing] = roleArn === undefined ? ['kmsKeyArn', 'roleArn'] : ['roleArn', 'kmsKeyArn'];
      throw invalidInput(`${given} is given without ${missing}. Give both, or neither.`);
    }
    const resource = store.newResource(`dataset-group/${name}`, setTags(new Map(), tags));
    store.datasetGroups.requireFree(resource.arn);
    if (store.datasetGroups.list().length >= MAX_DATASET_GROUPS)
      throw tooMany('dataset group', MAX_DATASET_GROUPS);
    const group = store.datasetGroups.add({ ...resource, name, roleArn, kmsKeyArn, domain });
    store.create('datasetGroup', group, () => takeKey(group, store));
    return { datasetGroupArn: group.arn, domain };
  },
});
