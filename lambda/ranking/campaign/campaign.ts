import {
  CreateCampaignCommand,
  DeleteCampaignCommand,
  DescribeCampaignCommand,
  UpdateCampaignCommand,
} from '@aws-sdk/client-personalize';
import type { CampaignProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import type { Lifecycle, WaitingFor } from '../../shop/resources/lifecycle';
import { OwnedResource } from '../../shop/resources/owned-resource';
import { CREATE_FAILED, isInTransition, type PersonalizeApi } from '../../shop/resources/personalize-api';
import type { StackView } from '../../shop/resources/stack-view';

/**
 * A campaign that follows its solution: Personalize deploys each new version, and the previous one serves until it is ready.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_UpdateCampaign.html
 */
export function campaign(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<CampaignProperties> {
  return new OwnedResource<CampaignProperties>(client, stack, now, {
    kind: 'campaign',
    parentArn: ({ SolutionArn }) => SolutionArn,
    create: ({ Name, SolutionArn, MinProvisionedTps }, tags) =>
      client.send(
        new CreateCampaignCommand({
          name: Name,
          ...newestOf(SolutionArn),
          minProvisionedTPS: Number(MinProvisionedTps),
          tags,
        }),
      ),
    async describe(campaignArn) {
      const { campaign } = await client.send(new DescribeCampaignCommand({ campaignArn }));
      return {
        status: campaign?.status ?? '',
        failureReason: campaign?.failureReason,
        createdMs: Number(campaign?.creationDateTime ?? 0),
        // Both ARNs, that of $LATEST and that of the version in service, begin with the solution's.
        fixed: { SolutionArn: campaign?.solutionVersionArn?.split('/').slice(0, 2).join('/') },
      };
    },
    reads: [DescribeCampaignCommand],
    update: resize,
    delete: (campaignArn) => client.send(new DeleteCampaignCommand({ campaignArn })),
    isReady: (status) => status === 'ACTIVE',
  });
}

/** Settings to serve the newest version of a solution, now and after later trainings. */
const newestOf = (solutionArn: string) => ({
  solutionVersionArn: `${solutionArn}/$LATEST`,
  campaignConfig: { syncWithLatestSolutionVersion: true },
});

/** One step towards the template's rate. Personalize may be deploying a new version at this moment. */
async function resize(
  client: PersonalizeApi,
  campaignArn: string,
  { SolutionArn, MinProvisionedTps }: CampaignProperties,
): Promise<WaitingFor> {
  const { campaign = {} } = await client.send(new DescribeCampaignCommand({ campaignArn }));
  const { minProvisionedTPS, latestCampaignUpdate: latest } = campaign;
  if (isInTransition(latest?.status ?? '')) return `the update of ${campaignArn} (${latest?.status})`;
  const wanted = Number(MinProvisionedTps);
  if (minProvisionedTPS === wanted) return undefined;
  if (latest?.status === CREATE_FAILED && latest.minProvisionedTPS === wanted)
    throw new Error(
      `The update of ${campaignArn} failed: ${latest.failureReason ?? 'no reason given'}. It keeps its previous rate.`,
    );
  await client.send(
    new UpdateCampaignCommand({ campaignArn, ...newestOf(SolutionArn), minProvisionedTPS: wanted }),
  );
  return `the update of ${campaignArn}`;
}
