import type { NetworkId, OrganisationId, PersonId, RegionId, SubjectId } from '../ids.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { RoleCode } from './roles.ts';

/** A voivodeship: the scope of overlays and of a regional centre. */
export interface Region {
  readonly regionId: RegionId;
  readonly name: string;
  readonly version: number;
}

/** A local network (LSR): a club as main node and its partner institutions. */
export interface Network {
  readonly networkId: NetworkId;
  readonly regionId: RegionId;
  readonly name: string;
  readonly version: number;
}

export type OrganisationKind = 'kis' | 'ops' | 'pcpr' | 'pup' | 'cis' | 'ngo' | 'rops' | 'kowr' | 'partner';

/** An institution; a club is one of kind `kis`. `settings` hold configured timers and closing days. */
export interface Organisation {
  readonly organisationId: OrganisationId;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly stakeholderType: 'A' | 'B' | 'C';
  readonly regionId: RegionId;
  readonly networkId?: NetworkId;
  readonly address?: string;
  readonly phone?: string;
  readonly email?: string;
  /** Short code inside reference numbers ("LUB"), unique in the installation. */
  readonly code: string;
  readonly closingDays: readonly LocalDate[];
  /** Timer key -> value as in workflows/timers.json, only where it differs from the default. */
  readonly timers: Readonly<Record<string, string>>;
  readonly version: number;
}

/** A member of staff with an account; `identity` is the issuer's subject once they have signed in. */
export interface Person {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly identity?: { readonly issuer: string; readonly subject: string };
  readonly active: boolean;
  readonly version: number;
}

/** A role in an organisation between two dates; the only source of rights (never the identity token). */
export interface Membership {
  readonly membershipId: string;
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly role: RoleCode;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** Set when this membership stands in for another person's (substitution): both names go on the record. */
  readonly substitutes?: PersonId;
  readonly version: number;
}

/** Who acts in this request: one person in one role of one organisation (chosen per session when there are several). */
export interface Actor {
  readonly personId: PersonId;
  readonly name: string;
  readonly organisationId: OrganisationId;
  readonly regionId: RegionId;
  readonly networkId?: NetworkId;
  readonly role: RoleCode;
  /** Kind of the organisation acted for: an auditor's reach follows it (a ROPS reaches its region, KOWR the country). */
  readonly organisationKind?: OrganisationKind;
  readonly membershipId?: string;
  /** Only for the role `participant`: whose own file it is. */
  readonly subjectId?: SubjectId;
  readonly substitutes?: PersonId;
  readonly at: Instant;
}
