import type { NamingService } from '../../gateway/service';
import { invalidInput } from './errors';
import type { PersonalizeStore } from './personalize-store';
import type { UncoveredOperation } from './uncovered-operations';

const COVERED =
  'schemas, datasets, import jobs, filters, event trackers and recommenders of ECOMMERCE domain dataset groups';

/**
 * A service that knows by name what it does not have: instead of an unknown operation it answers
 * InvalidInputException, which every operation of Personalize declares, and says what there is.
 *
 * @param uncovered by what {@link NamingService.operationOf} gives
 */
export function refuseUncovered(
  service: NamingService<PersonalizeStore>,
  uncovered: ReadonlyMap<string, UncoveredOperation>,
): NamingService<PersonalizeStore> {
  return {
    ...service,
    operationOf: (request) => {
      const name = service.operationOf(request);
      return uncovered.get(name)?.operation ?? name;
    },
    handle: (request, store) => {
      const refused = uncovered.get(service.operationOf(request));
      if (!refused) return service.handle(request, store);
      const { operation, subject } = refused;
      throw invalidInput(`${operation}: the embedded AWS has no ${subject}. It has ${COVERED}.`);
    },
  };
}
