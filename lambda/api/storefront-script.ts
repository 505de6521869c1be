/**
 * Placeholders for the scripts that the API serves, by element. The bundler replaces them with the build of packages/storefront.
 */
export const STOREFRONT_SCRIPTS = {
  'recommended-items': "console.warn('The element <recommended-items> is not part of this deployment.');\n",
  'ranked-items': "console.warn('The element <ranked-items> is not part of this deployment.');\n",
};
