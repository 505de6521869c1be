/** A service's throttling, internal and not-found errors. */
export interface ServiceErrors {
  readonly throttling: ErrorWords;
  readonly internal: ErrorWords;
  readonly notFound: ErrorWords;
}

interface ErrorWords {
  readonly code: string;
  readonly status: number;
}

const throttling = (code: string, status = 400): ErrorWords => ({ code, status });
const internal = (code: string): ErrorWords => ({ code, status: 500 });
const notFound = (code: string, status = 400): ErrorWords => ({ code, status });

const PERSONALIZE: ServiceErrors = {
  throttling: throttling('ThrottlingException'),
  internal: internal('InternalFailure'),
  notFound: notFound('ResourceNotFoundException'),
};

/** Errors by signing name. */
export const SERVICE_ERRORS: Readonly<Record<string, ServiceErrors>> = {
  apigateway: {
    throttling: throttling('TooManyRequestsException', 429),
    internal: internal('InternalFailure'),
    notFound: notFound('NotFoundException', 404),
  },
  budgets: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalErrorException'),
    notFound: notFound('NotFoundException'),
  },
  cloudformation: {
    throttling: throttling('Throttling'),
    internal: internal('InternalFailure'),
    notFound: notFound('ValidationError'),
  },
  ecr: {
    throttling: throttling('ThrottlingException'),
    internal: internal('ServerException'),
    notFound: notFound('RepositoryNotFoundException'),
  },
  events: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalException'),
    notFound: notFound('ResourceNotFoundException'),
  },
  /** Requests to APIs, which the gateway answers with a status and a message. */
  'execute-api': {
    throttling: throttling('TooManyRequestsException', 429),
    internal: internal('InternalServerErrorException'),
    notFound: notFound('NotFoundException', 404),
  },
  glue: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalServiceException'),
    notFound: notFound('EntityNotFoundException'),
  },
  iam: {
    throttling: throttling('Throttling'),
    internal: internal('ServiceFailure'),
    notFound: notFound('NoSuchEntity', 404),
  },
  kms: {
    throttling: throttling('ThrottlingException'),
    internal: internal('KMSInternalException'),
    notFound: notFound('NotFoundException'),
  },
  lambda: {
    throttling: throttling('TooManyRequestsException', 429),
    internal: internal('ServiceException'),
    notFound: notFound('ResourceNotFoundException', 404),
  },
  logs: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalFailure'),
    notFound: notFound('ResourceNotFoundException'),
  },
  monitoring: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalServiceError'),
    notFound: notFound('ResourceNotFound', 404),
  },
  personalize: PERSONALIZE,
  'personalize-events': PERSONALIZE,
  'personalize-runtime': PERSONALIZE,
  s3: {
    throttling: throttling('SlowDown', 503),
    internal: internal('InternalError'),
    notFound: notFound('NoSuchKey', 404),
  },
  scheduler: {
    throttling: throttling('ThrottlingException', 429),
    internal: internal('InternalServerException'),
    notFound: notFound('ResourceNotFoundException', 404),
  },
  sns: {
    throttling: throttling('Throttled', 429),
    internal: internal('InternalError'),
    notFound: notFound('NotFound', 404),
  },
  ssm: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalServerError'),
    notFound: notFound('ParameterNotFound'),
  },
  states: {
    throttling: throttling('ThrottlingException'),
    internal: internal('InternalFailure'),
    notFound: notFound('StateMachineDoesNotExist'),
  },
  sts: {
    throttling: throttling('Throttling'),
    internal: internal('InternalFailure'),
    notFound: notFound('NoSuchEntity'),
  },
};
