import type { Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { ApiGatewayStore } from './apigateway-store';

/** An operation of API Gateway's version 2. */
export const apiGatewayAction = actionOf<ApiGatewayStore>();

/** Methods of the management API, which are its actions in policies. */
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * Permission for a method on a path of the management API: `/apis/{apiId}/routes`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
 */
export const onPath =
  (method: Method, path: string): Permission<object, ApiGatewayStore> =>
  (input, store) => [
    {
      action: `apigateway:${method}`,
      resources: [
        store.arnOf(
          path.replace(/\{(\w+)\}/g, (_, name: string) => String((input as Record<string, unknown>)[name])),
        ),
      ],
    },
  ];

/** The given members, for a PATCH: absent ones keep their values. */
export const given = <Members extends object>(members: Members): Partial<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
