import type { Construct } from 'constructs';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { checkedGiven, CORE_NAMES, type Given } from '../shop/checked-props';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import type { PropertyNames } from '../shop/property-words';
import { refuseTokens, refuseUnknownProperties, type KnownProperties } from '../shop/refuse-properties';
import { takeShop } from '../shop/take-shop';

/** The properties of an add-on, and the settings that they stand for. */
export interface PropertyRules<Props> {
  readonly properties: KnownProperties<Props>;
  /** @default - the only setting of the add-on switches it on */
  readonly names?: PropertyNames;
}

/**
 * The settings of an add-on, from its properties, checked together with those of its shop and of other constructs that it takes.
 *
 * @param given its own settings
 * @param checked those of the other constructs
 * @throws ValidationError that names the property, says what was got, what is allowed, and where to change it
 */
export function checkedAddOn<Props extends { readonly shop: EcommerceRecommenders }>(
  addOn: Construct,
  props: Props,
  { properties, names }: PropertyRules<Props>,
  given: Given | ((shop: EcommerceRecommenders) => Given) = {},
  checked: Partial<Settings> = {},
): Settings {
  refuseUnknownProperties(addOn, props, properties);
  refuseTokens(addOn, props, properties);
  const shop = takeShop(addOn, props);
  const own = typeof given === 'function' ? given(shop) : given;
  return checkedGiven(addOn, own, { ...CORE_NAMES, ...names }, { ...shop.checked, ...checked });
}
