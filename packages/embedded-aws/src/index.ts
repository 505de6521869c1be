/** Public API for running the embedded AWS in-process. */
export {
  startLocalAws as startEmbeddedAws,
  type LocalAws as EmbeddedAws,
  type LocalAwsOptions as EmbeddedAwsOptions,
} from './local-aws';
