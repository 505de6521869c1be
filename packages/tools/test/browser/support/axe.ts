import { fromDev } from '../../../../../dev/from-dev.cjs';

/** The script that finds obstacles to using a page. */
export const AXE = (fromDev('axe-core') as { readonly source: string }).source;
