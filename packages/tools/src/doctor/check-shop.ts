import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { guestsCost } from '@ecommerce-recommenders/shop-data/insight/cost/guests-cost';
import { listsMonth, liveMonth } from '@ecommerce-recommenders/shop-data/insight/cost/idle-month';
import { withoutUserInWords } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { groupReadiness, readinessOf } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Survey } from '../shop-files/survey';
import { ok, problem, warning, type Checks, type Finding } from './check';

/** What is to be deployed. */
export interface Shop {
  readonly settings: Settings;
  /** Surveys the data; undefined where it lies in S3. @throws Error if it cannot be read */
  readonly survey: () => Promise<Survey | undefined>;
}

/** Whether the data is enough, and what the month costs. */
export const SHOP_CHECKS: Checks<Shop> = {
  data: async ({ settings, survey }) => {
    const found = await surveyOr(survey);
    if (found === undefined)
      return warning(`The data in ${settings.source} is not looked at.`, 'Run explore on a copy of it.');
    if ('status' in found) return found;
    const wanted = readinessOf(found.facts, found.measurement).filter(({ useCase }) =>
      settings.useCases.has(useCase),
    );
    const { withoutUser = 0, keptRows } = found.facts;
    const nameless = withoutUser > 0 ? ` ${withoutUserInWords(withoutUser, keptRows)}.` : '';
    const short = groupReadiness(wanted).filter(({ verdict }) => verdict !== 'ready');
    if (short.length === 0)
      return ok(
        `The data is enough for ${wanted.map(({ useCase }) => USE_CASES[useCase].title).join(', ')}.${nameless}`,
      );
    const says = short.map(({ useCases, verdict, reasons }) => {
      const titles = useCases.map((useCase) => USE_CASES[useCase].title).join(', ');
      return `${titles}: ${verdict}. ${reasons[0].found}; ${reasons[0].threshold}.`;
    });
    const remedy = `${short[0].reasons[0].remedy} "npm run explore" says more.`;
    return (short.every(({ verdict }) => verdict === 'weak') ? warning : problem)(
      `${says.join(' ')}${nameless}`,
      remedy,
    );
  },
  price: async ({ settings, survey }) => {
    const found = await surveyOr(survey);
    // Without the data the smallest shop is priced.
    const facts = found !== undefined && 'facts' in found ? found.facts : { users: 0, events: {} };
    const { liveUsd, liveUsdAtMost } = liveMonth(settings, facts.users);
    const lists = listsMonth(settings, facts);
    const dollars = (usd: number): string =>
      (usd + lists.usdPerMonth).toLocaleString('en-US', { maximumFractionDigits: 0 });
    const atMost = settings.requestRate
      ? `, and $${dollars(liveUsdAtMost)} with all rates at the most of requestRate`
      : '';
    const { guests } = settings;
    const withGuests = guests
      ? `, and $${dollars(liveUsd + guestsCost({ ...settings, ...guests, users: facts.users }).usdPerMonthAfterYear)} after a year of ` +
        `${countInWords(guests.perDay, 'guest')} a day`
      : '';
    const confirmed = PRICES.isConfirmed ? '' : ', at unconfirmed prices';
    return ok(
      `A month costs about $${dollars(liveUsd)} on AWS${atMost}${withGuests}${confirmed}; "npm run cost" says more.`,
    );
  },
};

async function surveyOr(survey: Shop['survey']): Promise<Survey | Finding | undefined> {
  try {
    return await survey();
  } catch (error) {
    return problem(
      `The data cannot be read: ${(error as Error).message}`,
      'Mend it, or name another archive.',
    );
  }
}
