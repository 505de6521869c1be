import { CASES, type ServiceName } from '../../conformance/cases/cases';
import { QUICK, runCases } from './run-cases';

runCases((Object.keys(CASES) as ServiceName[]).filter((service) => !QUICK.includes(service)));
