import type { VNode } from 'preact';
import type { EvaluationLine, PageEvaluation } from '../../src/page/page-answers';
import { useLanguage } from '../texts/language';
import type { Texts } from '../texts/texts';

type UseCaseQuality = PageEvaluation['useCases'][number];

/** The list length to show, about the length of a shelf. */
export const LENGTH = 10;

/** Lines of a recommender at the shown length. Its own line comes first. */
export const linesOf = ({ lines }: UseCaseQuality): readonly EvaluationLine[] =>
  lines.filter(({ length }) => length === LENGTH);

/** The strongest list without a model. For a ranking, its popular items. */
function baselineOf(quality: UseCaseQuality): EvaluationLine | undefined {
  const lines = linesOf(quality);
  return lines.find(({ list }) => list === 'plain') ?? lines.find(({ list }) => list === 'popularity');
}

/** The name of a list, as in the verdicts if they have it. */
export const nameOf = (
  { list, comparator, comparatorDays }: EvaluationLine,
  { lists, comparatorName }: Texts['quality'],
): string => (comparator ? comparatorName({ comparator, comparatorDays }) : lists[list]);

/** Order of use cases: personal ones first, those with one list for everybody last. */
const ORDER: readonly UseCaseQuality['useCase'][] = [
  'recommended-for-you',
  'ranking',
  'frequently-bought-together',
  'customers-who-viewed-x-also-viewed',
  'best-sellers',
  'most-viewed',
];

const inOrder = (useCases: PageEvaluation['useCases']): UseCaseQuality[] =>
  [...useCases].sort((a, b) => ORDER.indexOf(a.useCase) - ORDER.indexOf(b.useCase));

/** All recommenders on one scale, each with its baseline and a sentence with the result. */
export function QualityChart({ useCases }: PageEvaluation): VNode {
  const { texts, number } = useLanguage();
  const { quality, shelves } = texts;
  const rows = inOrder(useCases).map((one) => ({ ...one, own: linesOf(one).at(0), other: baselineOf(one) }));
  const highest = Math.max(
    0,
    ...rows.flatMap(({ own, other }) => [own, other].map((line) => line?.hitRate.high ?? 0)),
  );
  // End of the scale: the highest value in percent, rounded up to tens.
  const most = Math.max(10, 10 * Math.ceil(10 * highest));
  const ofHundred = (share: number): string => number(100 * share, share < 0.01 ? 1 : 0);
  return (
    <div class="panel chart">
      <p class="legend">
        <span>
          <i class="dot own" aria-hidden="true" /> {quality.lists.recommender}
        </span>
        {rows.some(({ other }) => other) && (
          <span>
            <i class="dot other" aria-hidden="true" /> {quality.lists.plain}
          </span>
        )}
        <span class="meta">{quality.interval}</span>
      </p>
      <ul role="list">
        {rows.map(({ useCase, users, own, other }) => {
          const title = useCase === 'ranking' ? quality.ranking : shelves[useCase].title;
          const sentence = own && quality.sentences[useCase](ofHundred(own.hitRate.mean));
          return (
            <li key={useCase}>
              <div>
                <h2>
                  {title} {own && <span class="meta">{quality.shoppers(users)}</span>}
                </h2>
                <p>
                  {sentence === undefined
                    ? quality.nothing(title)
                    : other
                      ? quality.compared(sentence, nameOf(other, quality), ofHundred(other.hitRate.mean))
                      : quality.alone(sentence)}
                </p>
              </div>
              {own && (
                <span class="placed" aria-hidden="true">
                  {other && <Dot name="other" line={other} most={most} />}
                  <Dot name="own" line={own} most={most} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <p class="foot" aria-hidden="true">
        <span>{quality.scale}</span>
        <span class="ticks">
          {[0, most / 2, most].map((tick) => (
            <b key={tick}>{number(tick)}</b>
          ))}
        </span>
      </p>
    </div>
  );
}

/** A dot on the line of its confidence interval. */
function Dot({
  name,
  line,
  most,
}: {
  readonly name: 'own' | 'other';
  readonly line: EvaluationLine;
  readonly most: number;
}): VNode {
  const { mean, low, high } = line.hitRate;
  const percent = (share: number): string => `${(100 * 100 * share) / most}%`;
  return (
    <>
      <s class={name} style={{ left: percent(low), width: percent(high - low) }} />
      <i class={`dot ${name}`} style={{ left: percent(mean) }} />
    </>
  );
}
