import type { Permissions } from '../../authorization/permission';

/** What the runtime API's operations need; a filter needs nothing more. */
export const PERSONALIZE_RUNTIME_PERMISSIONS: Permissions<unknown> = {
  GetRecommendations: ({ recommenderArn = '*' }: { readonly recommenderArn?: string }) => [
    { action: 'personalize:GetRecommendations', resources: [recommenderArn] },
  ],
};
