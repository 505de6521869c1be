import type { VNode } from 'preact';

/** Lets a keyboard pass the header. The address, which says the view, stays. */
export const SkipLink = (): VNode => (
  <a
    class="skip"
    href="#main"
    onClick={(event) => {
      event.preventDefault();
      document.getElementById('main')?.focus();
    }}
  >
    Skip to the content
  </a>
);
