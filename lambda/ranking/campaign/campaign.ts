import {
  CreateCampaignCommand,
  DeleteCampaignCommand,
  DescribeCampaignCommand,
  UpdateCampaignCommand,
} from '@aws-sdk/client-personalize';
import type { CampaignProperties } from '@ecommerce-recommenders/shop-data/contracts/campaign';
import type { IsAbandoned } from '../../shop/resources/abandonment';
import type { Lifecycle, WaitingFor } from '../../shop/resources/lifecycle';
import { ownedResource } from '../../shop/resources/owned-resource';
import { CREATE_FAILED, isInTransition, type PersonalizeApi } from '../../shop/resources/personalize-api';

/**
 * A campaign that takes each new version of its solution by itself. It serves the former one until the new one is ready.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_UpdateCampaign.html
 */
export function campaign(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number = Date.now,
): Lifecycle<CampaignProperties> {
  return ownedResource(client, isAbandoned, now, {
    kind: 'campaign',
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
        // Whether it is described by $LATEST or by the version that serves, it begins with the solution.
        fixed: { SolutionArn: campaign?.solutionVersionArn?.split('/').slice(0, 2).join('/') },
      };
    },
    update: (campaignArn, properties) => resize(client, campaignArn, properties),
    delete: (campaignArn) => client.send(new DeleteCampaignCommand({ campaignArn })),
    isReady: (status) => status === 'ACTIVE',
  });
}

/** Serves the newest version of a solution, and those that follow. */
const newestOf = (solutionArn: string) => ({
  solutionVersionArn: `${solutionArn}/$LATEST`,
  campaignConfig: { syncWithLatestSolutionVersion: true },
});

/** One step towards the template's rate. The update of a new version by the service itself may be under way. */
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
      `The update of ${campaignArn} failed: ${latest.failureReason ?? 'no reason given'}. It goes on as it was.`,
    );
  await client.send(
    new UpdateCampaignCommand({ campaignArn, ...newestOf(SolutionArn), minProvisionedTPS: wanted }),
  );
  return `the update of ${campaignArn}`;
}
