import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { withoutUserInWords } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { groupReadiness, readinessOf } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import type { JudgedSettings } from '../../cdk/template-shop';
import type { MeasuredFacts } from '../../shop-files/shop-facts';
import { ok, problem, warning, type Checks, type Finding } from '../check';

/** The shop that would be deployed. */
export interface Shop {
  readonly settings: JudgedSettings;
  /** Profiles the data; undefined if no file has it. @throws Error if it cannot be read */
  readonly readFacts: () => Promise<MeasuredFacts | undefined>;
}

/** Whether the data suffices for the use cases. */
export const DATA_CHECKS: Checks<Shop> = {
  data: async ({ settings, readFacts }) => {
    const found = await factsOr(readFacts);
    if (found === undefined)
      return warning(
        `The data in ${settings.source || 'the app'} is not checked.`,
        'Run explore on a copy of it.',
      );
    if ('status' in found) return found;
    const wanted = readinessOf(found.facts, found.measurement).filter(({ useCase }) =>
      settings.useCases.has(useCase),
    );
    const { withoutUser = 0, keptRows } = found.facts;
    const nameless = withoutUser > 0 ? ` ${withoutUserInWords(withoutUser, keptRows)}.` : '';
    const short = groupReadiness(wanted).filter(({ verdict }) => verdict !== 'ready');
    const unmeasured = wanted.some(({ measured }) => measured === undefined)
      ? ' Whether the lists are better than simple ones is not measured yet: "npm run explore" does.'
      : '';
    if (short.length === 0)
      return ok(
        `The data is enough for ${wanted.map(({ useCase }) => USE_CASES[useCase].title).join(', ')}.${unmeasured}${nameless}`,
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
};

/** The profile of the data, or the finding that it cannot be read or that the reader crashed. */
export async function factsOr(readFacts: Shop['readFacts']): Promise<MeasuredFacts | Finding | undefined> {
  try {
    return await readFacts();
  } catch (error) {
    const { message } = error as Error;
    return error instanceof DataError
      ? problem(`The data cannot be read: ${message}`, 'Fix it, or name another archive.')
      : problem(
          `The data was not checked, because the program that reads it crashed: ${message}. This is a bug in ecommerce-recommenders, not an error in the data.`,
          '"npm run explore -- --verbose" prints its stack trace.',
        );
  }
}
