import { ResourceNotFoundException, type PersonalizeClient } from '@aws-sdk/client-personalize';
import { filterValuesOf } from '../../src/recommend/filter-values';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
const CHEAP = `${ARN}:filter/Shop-cheap-0a1b2c3d`;
const OUTPUTS = {
  DatasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
  FilterArns: JSON.stringify({ cheap: CHEAP }),
};

/** A Personalize with a filter of the stack, and perhaps one that was created by hand. */
const personalizeWith = (...filters: readonly { name: string; filterArn: string }[]): PersonalizeClient =>
  ({
    send: async ({ input }: { input: { filterArn?: string } }) => {
      if (input.filterArn === undefined) return { Filters: filters };
      throw new ResourceNotFoundException({ message: 'It does not exist', $metadata: {} });
    },
  }) as unknown as PersonalizeClient;

describe('a filter that there is not', () => {
  it('is refused with those that there are, and the one that may have been meant', async () => {
    const client = personalizeWith(
      { name: 'Shop-cheap-0a1b2c3d', filterArn: CHEAP },
      { name: 'by-hand', filterArn: `${ARN}:filter/by-hand` },
    );
    await expect(filterValuesOf(client, OUTPUTS, 'cheep', 0)).rejects.toThrow(
      'There is no filter "cheep". Did you mean cheap? Filters: cheap, by-hand.',
    );
    await expect(filterValuesOf(client, OUTPUTS, 'sold-out', 0)).rejects.toThrow(
      'There is no filter "sold-out". Filters: cheap, by-hand.',
    );
  });

  it('is refused with the setting that makes some where there is none', async () => {
    const { DatasetGroupArn } = OUTPUTS;
    await expect(filterValuesOf(personalizeWith(), { DatasetGroupArn }, 'cheap', 0)).rejects.toThrow(
      'There is no filter "cheap". The setting filters makes some.',
    );
  });
});
