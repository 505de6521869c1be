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

/** The rule that checks each property of an add-on. */
export type AddOnRules<Props> = PropertyRules<Props, keyof ShopValues>;

/** Further input to the check of an add-on. */
export interface Beside {
  /** Returns the settings that correspond to no property. */
  readonly given?: (shop: EcommerceRecommenders) => { readonly [Name in keyof ShopValues]?: unknown };
  /** Values of other add-ons that this one depends on, already checked. */
  readonly checked?: Partial<ShopValues>;
  /** Properties that set more than one setting. */
  readonly names?: PropertyNames;
}

/**
 * Checks the properties of an add-on together with those of its shop and of the constructs that it depends on.
 *
 * @returns the properties as settings
 * @throws ValidationError that names the property, the value found, the allowed values, and where to change it
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
