/** Scripts that the API serves, by element; the bundler puts what packages/storefront builds in their place. */
export const STOREFRONT_SCRIPTS = {
  'recommended-items': "console.warn('The element <recommended-items> is not part of this deployment.');\n",
  'ranked-items': "console.warn('The element <ranked-items> is not part of this deployment.');\n",
};
