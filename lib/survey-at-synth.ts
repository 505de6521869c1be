import { AspectPriority, Aspects, Stack, type IAspect } from 'aws-cdk-lib';
import path from 'node:path';
import type { IConstruct } from 'constructs';
import { annotateCost } from './annotate-cost';
import { annotateReadiness } from './annotate-readiness';
import type { RequestRate } from './request-rate';
import type { ShopSettings } from './shop-settings';
import { surveyArchive } from './survey-archive';
import type { Watching } from './watching/watching';

const cacheFolder = path.resolve(__dirname, '../node_modules/.cache/ecommerce-recommenders');

/** A shop whose archive is surveyed. */
export interface SurveyedShop extends IConstruct {
  readonly watching?: Watching;
  readonly requestRate?: RequestRate;
}

/** Surveys the archive when the app is synthesised, not when the construct is made: a host's unit tests need neither. */
class SurveyAtSynth implements IAspect {
  constructor(
    private readonly shop: SurveyedShop,
    private readonly settings: ShopSettings,
  ) {}

  visit(node: IConstruct): void {
    const { archive } = this.settings.source;
    // Commands that publish nothing need no data and must not fail on it. Data in S3 can be read by the handlers only.
    if (node !== this.shop || archive === undefined || !Stack.of(node).bundlingRequired) return;
    const survey = surveyArchive({ ...this.settings, archive, cacheFolder });
    annotateReadiness(node, { ...this.settings, archive }, survey);
    if ('problem' in survey) return;
    annotateCost(node, this.settings, survey.facts);
    this.shop.watching?.countUsers(survey.facts.users);
    if (this.shop.requestRate) this.shop.requestRate.users = survey.facts.users;
  }
}

/** Reports at synth for which use cases the archive is insufficient, and what the recommenders cost. */
export const surveyAtSynth = (shop: SurveyedShop, settings: ShopSettings): void =>
  Aspects.of(shop).add(new SurveyAtSynth(shop, settings), { priority: AspectPriority.READONLY });
