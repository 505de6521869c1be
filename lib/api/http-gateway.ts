import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { gatewayRoutes, requestHeaders } from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import type { ApiSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/api-shape';
import { shopLogGroup } from '../shop/functions/log-groups';
import { resourceName } from '../shop/personalize-arn';

/** Origins, authorization and target of an {@link HttpGateway}. */
export interface HttpGatewayProps extends Pick<ApiSettings, 'origins' | 'jwt' | 'rate' | 'burst'> {
  readonly handler: lambda.IFunction;
  /** Whether the ranking route exists. */
  readonly hasRanking: boolean;
  /** Whether the guests route exists. */
  readonly hasGuests: boolean;
}

/** How long browsers may cache preflight responses; two hours is the maximum of Chromium. */
const PREFLIGHT = Duration.hours(2);

/**
 * The access log has one line of JSON per request, without personal data: no address, no user agent, and no path or
 * query, which contain ids.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  functionMs: '$context.integrationLatency',
  error: '$context.error.message',
};

/** An HTTP API with the routes of the table `ROUTES`, one stage, CORS for the named origins, and an access log. */
export class HttpGateway extends Construct {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: HttpGatewayProps) {
    super(scope, id);
    const { origins, jwt, rate, burst, handler, hasRanking, hasGuests } = props;
    this.httpApi = new HttpApi(this, 'HttpApi', {
      apiName: resourceName(this, 'api'),
      description: 'Recommendations for the pages of a shop, and their events',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...origins],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.HEAD, CorsHttpMethod.POST],
        allowHeaders: requestHeaders(jwt !== undefined),
        exposeHeaders: ['etag', 'retry-after'],
        maxAge: PREFLIGHT,
      },
    });
    const integration = new HttpLambdaIntegration('Integration', handler);
    const authorizer = jwt && new HttpJwtAuthorizer('Users', jwt.issuer, { jwtAudience: [...jwt.audience] });
    for (const { method, path, isAuthorized } of gatewayRoutes({
      hasAuthorizer: jwt !== undefined,
      hasRanking,
      hasGuests,
    }))
      this.httpApi.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        authorizer: isAuthorized ? authorizer : new HttpNoneAuthorizer(),
      });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: rate, burstLimit: burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(shopLogGroup(this, 'AccessLogs')),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }
}
