import type { CaseId } from '../ids.ts';

/**
 * Names of the chains that are not a case's: changes of an institution's directory, reads and changes of definitions, and what the system
 * itself did. They are chained and verified exactly as a case's events are.
 */
export const directoryChain = (organisationId: string): CaseId => `directory:${organisationId}` as CaseId;
export const regionChain = (regionId: string): CaseId => `region:${regionId}` as CaseId;
export const definitionChain = (scope: string): CaseId => `definitions:${scope}` as CaseId;
export const privacyChain = (organisationId: string): CaseId => `privacy:${organisationId}` as CaseId;
/** Who read special data of a case: a chain of its own, so that reading never moves the case's version. */
export const readsChain = (caseId: string): CaseId => `reads:${caseId}` as CaseId;
export const SYSTEM_CHAIN = 'system:installation' as CaseId;

/** True for chains whose head stands in no case record but is their newest event. */
export const isHeadless = (chainId: string): boolean => chainId.includes(':');
