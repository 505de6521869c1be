import { QUICK, runCases } from './run-cases';

runCases(QUICK);
