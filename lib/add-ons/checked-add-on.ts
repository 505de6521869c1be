import type { Construct } from 'constructs';
import { checkAddOns } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import type { ShopValues } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { CORE_NAMES } from '../shop/checked-core';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import {
  givenBy,
  propertyNames,
  refuseTokens,
  refuseUnknownProperties,
  type PropertyRules,
} from '../shop/property-rules';
import { asProperties, propertyTerms, type PropertyNames } from '../shop/property-terms';
import { takeShop } from '../shop/take-shop';

/** How an add-on takes each property. */
export type AddOnRules<Props> = PropertyRules<Props, keyof ShopValues>;

/** What an add-on is checked with, besides its properties. */
export interface Beside {
  /** Settings that no property has. */
  readonly given?: (shop: EcommerceRecommenders) => { readonly [Name in keyof ShopValues]?: unknown };
  /** Values of other add-ons that it takes, checked when these were made. */
  readonly checked?: Partial<ShopValues>;
  /** Properties that stand for another setting, too. */
  readonly names?: PropertyNames;
}

/**
 * The properties of an add-on in the form of settings, checked together with those of its shop and of other constructs that it takes.
 *
 * @throws ValidationError that names the property, says what was got, what is allowed, and where to change it
 */
export function checkedAddOn<Props extends { readonly shop: EcommerceRecommenders }>(
  addOn: Construct,
  props: Props,
  rules: AddOnRules<Props>,
  { given, checked, names }: Beside = {},
): ShopValues {
  refuseUnknownProperties(addOn, props, rules);
  refuseTokens(addOn, props, rules);
  const shop = takeShop(addOn, props);
  const own: Readonly<Record<string, unknown>> = { ...givenBy(addOn, props, rules), ...given?.(shop) };
  const terms = propertyTerms(addOn, { ...CORE_NAMES, ...propertyNames(rules), ...names });
  return asProperties(addOn, () =>
    checkAddOns((name) => own[name], { ...shop.checked, ...checked }, process.cwd(), terms),
  );
}
