import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { guestsCost } from '@ecommerce-recommenders/shop-data/insight/cost/guests-cost';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { inDollars, MORE_ON_COST } from '../add-ons/monthly-cost';

/** Reports at synth what guests cost on AWS: recommenders are priced by users. */
export function annotateGuestsCost(
  node: IConstruct,
  settings: Pick<Settings, 'useCases' | 'serving' | 'runningHours' | 'guests'>,
  users: number,
): void {
  const { perDay } = settings.guests!;
  const { usersAfterYear, usdPerMonthAfterYear } = guestsCost({ ...settings, users, perDay });
  Annotations.of(node).addInfoV2(
    'ecommerce-recommenders:cost-of-guests',
    `On AWS each guest is a user, whom nothing deletes by age: ${grouped(perDay)} a day are ${grouped(usersAfterYear)} more after a year, ` +
      `which add about ${inDollars(usdPerMonthAfterYear)} to a month of the recommenders (${MORE_ON_COST}).`,
  );
}
