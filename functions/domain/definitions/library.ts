import type { FormReference } from '../documents/document.ts';
import type { FormVersion } from '../forms/definition.ts';
import type { FormVersionRecord } from './form-version.ts';

/** What ships with this release: composed national definitions and process rules, read once at start. */
export interface ShippedDefinitions {
  readonly forms: readonly FormVersionRecord[];
  readonly processes: readonly unknown[];
}

/** Published forms: by exact reference, and which one new documents of a region use now (its overlay, else the national one). */
export interface FormLibrary {
  version(reference: FormReference): Promise<FormVersion | undefined>;
  current(slug: string, regionId: string): Promise<FormVersion | undefined>;
}
