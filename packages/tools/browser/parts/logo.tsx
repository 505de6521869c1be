import type { VNode } from 'preact';

/** The shop's logo: a bag with a spark. The favicon shows the same. */
export const Logo = (): VNode => (
  <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" />
    <path
      class="bag"
      d="M9 12h14l1.200 11.500a1.500 1.500 0 0 1-1.500 1.500H9.300a1.500 1.500 0 0 1-1.500-1.500z"
    />
    <path class="handle" d="M12.500 14.500V11a3.500 3.500 0 0 1 7 0v3.500" />
    <path class="spark" d="M16 15.500l1 2.500 2.500 1-2.500 1-1 2.500-1-2.500-2.500-1 2.500-1z" />
  </svg>
);
