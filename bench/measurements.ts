import type { Measurement } from './measurement';
import { api } from './measurements/api';
import { bundleInit, bundleSizes } from './measurements/bundles';
import { deployment } from './measurements/deployment';
import { explore } from './measurements/explore';
import { firstShelf } from './measurements/first-shelf';
import { freeze } from './measurements/freeze';
import { glue } from './measurements/glue';
import { itemToItem } from './measurements/item-to-item';
import { pageStart } from './measurements/page';
import { prepareCommand } from './measurements/prepare-command';
import { preparation } from './measurements/preparation';
import { filteredRecommendations, recommendations } from './measurements/recommendations';
import { timeToShelf } from './measurements/shelf';
import { commandStart } from './measurements/start';
import { synth } from './measurements/synth';
import { trainingAnswers } from './measurements/training';

/** What `npm run bench` measures, in the order of the table. The keys are the names that `--only` takes. */
export const MEASUREMENTS = {
  preparation,
  glue,
  'prepare-command': prepareCommand,
  'item-to-item': itemToItem,
  explore,
  recommendations,
  'filtered-recommendations': filteredRecommendations,
  'page-start': pageStart,
  'first-shelf': firstShelf,
  'command-start': commandStart,
  synth,
  'bundle-sizes': bundleSizes,
  'bundle-init': bundleInit,
  deployment,
  'time-to-shelf': timeToShelf,
  api,
  freeze,
  'training-answers': trainingAnswers,
} as const satisfies Record<string, Measurement>;
