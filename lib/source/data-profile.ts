import { AspectPriority, Aspects, Lazy, Stack, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type {
  RecommenderOptions,
  ShopUseCases,
} from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { PriceTerms, ShopProfile, ProfiledShop } from '../shop/source';
import { annotateCost } from './annotate-cost';
import { annotateReadiness } from './annotate-readiness';
import { answersTo, archiveFacts, type ArchiveFacts, type ProfileOptions } from './archive-facts';

/**
 * The facts of a shop's archive. It is read at synth, not in the constructor, because a host's unit tests need no facts. Commands
 * that publish nothing skip it, since they need no data and must not fail on it. Data in S3 is read only by the handlers.
 */
export class DataProfile implements ShopProfile {
  private profile?: ArchiveFacts;
  private readonly useCases: Map<UseCaseName, RecommenderOptions>;
  private terms: PriceTerms = {};

  constructor(private readonly shop: ProfiledShop) {
    const { settings, useCases } = shop;
    const { data, force } = settings;
    this.useCases = new Map(useCases);
    this.atSynth((node) => {
      const { archive } = settings.place;
      const profile = this.read();
      if (!profile || archive === undefined) return;
      annotateReadiness(node, { archive, force, useCases: this.useCases }, profile);
    });
    this.annotate((node, { size: { users } }) =>
      annotateCost(node, { ...this.terms, useCases, data, users }),
    );
  }

  reportFor(useCases: ShopUseCases): void {
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
    const profile = this.read();
    return profile && 'facts' in profile ? profile.facts : undefined;
  }

  private read(): ArchiveFacts | undefined {
    const options = this.options();
    if (options !== undefined) this.profile ??= archiveFacts(options);
    return this.profile;
  }

  /** Undefined if there is no archive, or nothing is deployed. */
  private options(): ProfileOptions | undefined {
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
