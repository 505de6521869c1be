/** Where the files of an import are, and the role that reads them. */
export interface ImportPlaceNames {
  readonly bucket: string;
  readonly role: string;
}

/** Shops of the tests, each with a place of its own, so that a file of tests needs no other. */
export const PARITY_SHOPS = ['shop', 'recommending'] as const;

/** The name of one of {@link PARITY_SHOPS}. */
export type ParityShop = (typeof PARITY_SHOPS)[number];

/** Names of the bucket and the role of one shop. */
export const importPlace = (prefix: string, shop: ParityShop): ImportPlaceNames => ({
  bucket: `${prefix}-${shop}`,
  role: `${prefix}-${shop}-import`,
});

/** The name of the role's only policy. */
export const IMPORT_POLICY = 'read';
