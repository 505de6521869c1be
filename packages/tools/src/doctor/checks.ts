import type { JudgedSettings } from '../cdk/template-shop';
import { API } from './api/api';
import { PRICE_CHECKS } from './app/price';
import type { Checks } from './check';
import { ACCOUNT_CHECKS } from './shop/account';
import { DATA_CHECKS, type Shop } from './shop/data';
import { PERSONALIZE_CHECKS } from './shop/personalize';
import { SOLUTIONS } from './solutions/solutions';
import type { AddOnChecks, Target } from './target';

/** Checks of the shop that need no AWS. */
export const SHOP_CHECKS: Checks<Shop> = { ...DATA_CHECKS, ...PRICE_CHECKS };

/** Checks of the add-ons, from their folders. */
const ADD_ONS: readonly AddOnChecks[] = [SOLUTIONS, API];

/** Checks that need AWS: those of the core, then those of the add-ons that the settings enable. */
export const targetChecks = (settings: JudgedSettings): Checks<Target> =>
  ADD_ONS.filter(({ isOn }) => isOn(settings)).reduce<Checks<Target>>(
    (all, { checks }) => ({ ...all, ...checks }),
    { ...ACCOUNT_CHECKS, ...PERSONALIZE_CHECKS },
  );
