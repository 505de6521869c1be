import { AspectPriority, Aspects, Lazy, Stack, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type {
  RecommenderOptions,
  ShopUseCases,
} from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { PriceTerms, ShopSurvey, SurveyedShop } from '../shop/source';
import { annotateCost } from './annotate-cost';
import { annotateReadiness } from './annotate-readiness';
import { answersTo, surveyArchive, type Survey, type SurveyOptions } from './survey-archive';

/**
 * The facts of a shop's archive. It is read at synth, not in the constructor, because a host's unit tests need no facts. Commands
 * that publish nothing skip it, since they need no data and must not fail on it. Data in S3 is read only by the handlers.
 */
export class DataSurvey implements ShopSurvey {
  private survey?: Survey;
  private readonly useCases: Map<UseCaseName, RecommenderOptions>;
  private terms: PriceTerms = {};

  constructor(private readonly shop: SurveyedShop) {
    const { settings, useCases } = shop;
    const { data, force } = settings;
    this.useCases = new Map(useCases);
    this.atSynth((node) => {
      const { archive } = settings.place;
      const survey = this.read();
      if (!survey || archive === undefined) return;
      annotateReadiness(node, { archive, force, useCases: this.useCases }, survey);
    });
    this.annotate((node, { size: { users } }) =>
      annotateCost(node, { ...this.terms, useCases, data, users }),
    );
  }

  lookFor(useCases: ShopUseCases): void {
    for (const [useCase, options] of useCases) this.useCases.set(useCase, options);
  }

  price(terms: PriceTerms): void {
    this.terms = { ...this.terms, ...terms };
  }

  get users(): string {
    return Lazy.uncachedString({ produce: () => String(this.facts()?.size.users ?? 0) });
  }

  annotate(withFacts: (node: IConstruct, facts: ShopFacts) => void): void {
    this.atSynth((node) => {
      const facts = this.facts();
      if (facts) withFacts(node, facts);
    });
  }

  ask(question: object): readonly string[] {
    const options = this.options();
    return options === undefined ? [] : answersTo(question, options);
  }

  private facts(): ShopFacts | undefined {
    const survey = this.read();
    return survey && 'facts' in survey ? survey.facts : undefined;
  }

  private read(): Survey | undefined {
    const options = this.options();
    if (options !== undefined) this.survey ??= surveyArchive(options);
    return this.survey;
  }

  /** Undefined if there is no archive, or nothing is deployed. */
  private options(): SurveyOptions | undefined {
    const { place, data, maxBadRows, holdout, holdoutBy, eventTypes } = this.shop.settings;
    const { archive } = place;
    if (archive === undefined || !Stack.of(this.shop).bundlingRequired) return undefined;
    return { archive, data, maxBadRows, holdout, holdoutBy, eventTypes, cacheFolder: CACHE_FOLDER };
  }

  private atSynth(act: (node: IConstruct) => void): void {
    const { shop } = this;
    const aspect: IAspect = { visit: (node) => (node === shop ? act(node) : undefined) };
    Aspects.of(shop).add(aspect, { priority: AspectPriority.READONLY });
  }
}
