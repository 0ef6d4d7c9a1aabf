import type { FormReference } from '../documents/document.ts';
import type { CampaignId, CaseId, NetworkId, OrganisationId, RegionId } from '../ids.ts';
import type { Instant } from '../time.ts';

export type CampaignStatus = 'draft' | 'awaiting-approval' | 'open' | 'closed' | 'refused';

/** A survey campaign (P23): a case of its own; its answers stand apart, without any tie to a person. */
export interface Campaign {
  readonly campaignId: CampaignId;
  readonly caseId: CaseId;
  readonly form: FormReference;
  readonly title: string;
  readonly promise: 'open' | 'invited';
  readonly organisationId: OrganisationId;
  readonly networkId?: NetworkId;
  readonly regionId: RegionId;
  readonly status: CampaignStatus;
  readonly opensAt?: Instant;
  readonly closesAt?: Instant;
  readonly extended: boolean;
  /** How many institutions were asked, for the response rate. */
  readonly invited?: number;
  readonly version: number;
}
