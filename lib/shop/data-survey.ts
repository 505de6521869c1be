import { AspectPriority, Aspects, Lazy, Stack, type IAspect } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type {
  RecommenderOptions,
  ShopUseCases,
} from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { annotateReadiness } from './annotate-readiness';
import type { ShopSettings } from './shop-settings';
import { surveyArchive, type Survey } from './survey-archive';

/** What {@link DataSurvey} reads, and how. */
export type DataSurveyProps = Pick<
  ShopSettings,
  'source' | 'data' | 'maxBadRows' | 'holdout' | 'holdoutBy' | 'eventTypes' | 'force'
>;

/**
 * The facts of a shop's archive. It is read when the app is synthesized, not when the construct is made: a host's unit tests
 * need neither. Commands that publish nothing need no data and must not fail on it, and data in S3 is read by the handlers alone.
 */
export class DataSurvey {
  private survey?: Survey;
  private readonly useCases = new Map<UseCaseName, RecommenderOptions>();

  constructor(
    private readonly shop: Construct,
    private readonly props: DataSurveyProps,
  ) {
    this.atSynth((node) => {
      const { archive } = props.source;
      const survey = this.read();
      if (!survey || archive === undefined) return;
      annotateReadiness(node, { archive, force: props.force, useCases: this.useCases }, survey);
    });
  }

  /** Reports at synth if the data is insufficient for these use cases. */
  lookFor(useCases: ShopUseCases): void {
    for (const [useCase, options] of useCases) this.useCases.set(useCase, options);
  }

  /** Users of the archive, which AWS bills by, as a token; 0 where there is no archive or it cannot be read. */
  get users(): string {
    return Lazy.uncachedString({ produce: () => String(this.facts()?.users ?? 0) });
  }

  /** Calls a function with the facts of a readable archive at synth. */
  annotate(withFacts: (node: IConstruct, facts: ShopFacts) => void): void {
    this.atSynth((node) => {
      const facts = this.facts();
      if (facts) withFacts(node, facts);
    });
  }

  private facts(): ShopFacts | undefined {
    const survey = this.read();
    return survey && 'facts' in survey ? survey.facts : undefined;
  }

  private read(): Survey | undefined {
    const { source, data, maxBadRows, holdout, holdoutBy, eventTypes } = this.props;
    const { archive } = source;
    if (archive === undefined || !Stack.of(this.shop).bundlingRequired) return undefined;
    const surveyed = { archive, data, maxBadRows, holdout, holdoutBy, eventTypes };
    this.survey ??= surveyArchive({ ...surveyed, cacheFolder: CACHE_FOLDER });
    return this.survey;
  }

  private atSynth(act: (node: IConstruct) => void): void {
    const { shop } = this;
    const aspect: IAspect = { visit: (node) => (node === shop ? act(node) : undefined) };
    Aspects.of(shop).add(aspect, { priority: AspectPriority.READONLY });
  }
}
