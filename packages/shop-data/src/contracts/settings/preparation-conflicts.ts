import { whyNotGlue } from '../../data/mapping/sql/why-not-glue';
import type { CoreSettings } from './core-settings';
import type { Conflict } from './terms';

/** Settings of the preparation, and whether the data is in S3. */
interface PreparationChoices extends Pick<CoreSettings, 'data' | 'preparation'> {
  readonly source: unknown;
}

/** Conflicts of settings with a preparation by AWS Glue. */
export const PREPARATION_CONFLICTS: readonly Conflict<PreparationChoices>[] = [
  ({ data, preparation }, { The, name, Pass, set }) => {
    const problem = data && preparation === 'glue' ? whyNotGlue(data) : undefined;
    return problem === undefined
      ? undefined
      : `${The('preparation')} is glue, but the Glue job does not read ${problem}. ` +
          `${Pass} ${set('preparation', 'lambda')}: the function reads all that ${name('data')} can say.`;
  },
  ({ preparation, source }, { The, Pass, set }) =>
    preparation === 'glue' && !source
      ? `${The('preparation')} is glue and the data an archive, but Glue reads CSV parts. ` +
        `${Pass} ${set('source', 's3://BUCKET/PREFIX/')}, or ${set('preparation', 'lambda')}.`
      : undefined,
];
