/** Where the files of an import are, and the role that reads them. */
export interface ImportPlaceNames {
  readonly bucket: string;
  readonly role: string;
  /** The role's only policy. */
  readonly policy: string;
}

/** Shops of the tests, each with a place of its own, so that a file of tests needs no other. */
export const PARITY_SHOPS = ['shop', 'recommending'] as const;

/** The name of one of {@link PARITY_SHOPS}. */
export type ParityShop = (typeof PARITY_SHOPS)[number];

/** Names of what the imports of one shop need. */
export const importPlace = (prefix: string, shop: ParityShop): ImportPlaceNames => ({
  bucket: `${prefix}-${shop}`,
  role: `${prefix}-${shop}-import`,
  policy: 'read',
});
