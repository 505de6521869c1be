import { unresolved, type NamingService } from '../../gateway/service';
import { invalidInput } from './errors';
import type { PersonalizeStore } from './personalize-store';
import type { UncoveredOperation } from './uncovered-operations';

const COVERED =
  'schemas, datasets, import jobs, filters, event trackers and recommenders of ECOMMERCE domain dataset groups';

/**
 * A service that knows by name what it does not have: instead of an unknown operation it answers
 * InvalidInputException, which every operation of Personalize declares, and says what there is.
 *
 * @param uncovered by what {@link NamingService.resolve} names the operation
 */
export function refuseUncovered(
  service: NamingService<PersonalizeStore>,
  uncovered: ReadonlyMap<string, UncoveredOperation>,
): NamingService<PersonalizeStore> {
  return {
    ...service,
    resolve: (request) => {
      const resolved = service.resolve(request);
      const refused = uncovered.get(resolved.operation);
      if (!refused) return resolved;
      const { operation, subject } = refused;
      const problem = `${operation}: the embedded AWS has no ${subject}. It has ${COVERED}.`;
      return unresolved(operation, invalidInput(problem));
    },
  };
}
