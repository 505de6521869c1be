/** The element <recommended-items>, as a script; the bundler puts packages/storefront/dist/recommended-items.js in its place. */
export const STOREFRONT_SCRIPT =
  "console.warn('The element <recommended-items> is not part of this deployment.');\n";
