/** What a test or a program needs to run the embedded AWS in its own process. */
export {
  startLocalAws as startEmbeddedAws,
  type LocalAws as EmbeddedAws,
  type LocalAwsOptions as EmbeddedAwsOptions,
} from './local-aws';
