import { fromDev } from '../../../../../dev/from-dev.cjs';

export const AXE = (fromDev('axe-core') as { readonly source: string }).source;
