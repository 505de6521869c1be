/** What each kind of document may do; all else is forbidden. */
const POLICIES = {
  page: {
    'script-src': "'self'",
    'style-src': "'self'",
    'connect-src': "'self'",
    'img-src': "'self' data:",
    'frame-src': "'self'",
    'frame-ancestors': "'none'",
  },
  // It has its style within itself, no script, and stands in the page.
  profile: { 'style-src': "'unsafe-inline'", 'frame-ancestors': "'self'" },
} as const;

/** The headers that keep a document to itself. */
export function securityHeaders(kind: keyof typeof POLICIES): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    ...POLICIES[kind],
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
