import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { KmsStore } from './kms-store';

/** An operation of the Key Management Service. Bytes are base64, as on the wire. */
export const kmsAction = <const F extends Fields>(action: Action<KmsStore, F>): Action<KmsStore, F> => action;
