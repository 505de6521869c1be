import { AwsError } from '../../aws-error';
import { bootstrapRegion } from '../../bootstrap';
import { actionOf } from '../../gateway/action';
import { jsonService } from '../../gateway/json-protocol';
import type { Platform } from '../../platform';
import type { ServiceDefinition } from '../service-definition';

/** Stateless: the only repositories are those of bootstraps, and they are always empty. */
type EcrStore = Platform;

/**
 * Lists the images of a bootstrap's repository: none.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html
 */
const listImages = actionOf<EcrStore>()({
  input: {
    registryId: { type: 'string', pattern: /[0-9]{12}/ },
    repositoryName: { type: 'string', required: true, min: 2, max: 256 },
    nextToken: { type: 'string' },
    maxResults: { type: 'integer', min: 1, max: 1000 },
    filter: {
      type: 'structure',
      fields: { tagStatus: { type: 'string', enum: ['TAGGED', 'UNTAGGED', 'ANY'] } },
    },
  },
  permissions: ({ repositoryName }, { region, accountId }) => [
    {
      action: 'ecr:ListImages',
      resources: [`arn:aws:ecr:${region}:${accountId}:repository/${repositoryName}`],
    },
  ],
  run: ({ repositoryName, registryId }, platform) => {
    const { region, accountId } = platform;
    if (bootstrapRegion('repository', repositoryName, platform) !== region)
      throw new AwsError(
        'RepositoryNotFoundException',
        `The repository with name '${repositoryName}' does not exist in the registry with id '${registryId ?? accountId}'`,
      );
    return { imageIds: [] };
  },
});

/** Amazon ECR, limited to what `cdk gc` calls to find unused images. */
export const ecrDefinition: ServiceDefinition<EcrStore> = {
  scope: 'region',
  createStore: (platform) => platform,
  apis: {
    ecr: jsonService<EcrStore>({
      version: '1.1',
      target: 'AmazonEC2ContainerRegistry_V20150921',
      invalidInput: 'InvalidParameterException',
      actions: { ListImages: listImages },
    }),
  },
  inventory: () => [],
};
