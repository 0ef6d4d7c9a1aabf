/**
 * THE ACCESS TABLE: the whole of who may what. Unlisted is denied. Source: roles-and-access (domain catalogue), sections 3 and 4 and the system roles.
 *
 * A cell holds groups of letters: C create · F fill · R read · A approve/return/refuse · S sign · X export · G aggregates only · - nothing.
 * After a group: `*` own file, own institution or own entries only · `°` only with an active consent (A14) or as a party to the document ·
 * `:view` only that part of it · `?condition` only then · `!` whatever the scope (a public document).
 * Everyone, signed in or not, may also do what the column PU says.
 */

/** Participant file. Columns are groups of roles (`columns.ts`), each with a scope of its own: assigned case, own club, team, OPS case, … */
export const PARTICIPANT_FILE = `
document               | PA     | CM    | KM    | SP    | SO                 | OM                | FA   | PH              | LC | RK
referral               | CFSRX* | R     | RA    | R     | CFSR*              | R*                | -    | CFSR*?referrer  | G  | G
recruitment-survey     | FSRX*  | CFR   | R     | R     | FR                 | -                 | -    | -               | G  | G
referral-decision      | R*     | R     | CASR  | FR    | FR                 | R                 | -    | R*:result?referrer | G | G
social-contract        | FSRX*  | FSRX  | RA    | R     | CFSRX              | AR                | R°   | -               | G  | G
internal-agreement     | FSRX*  | CFSRX | ASR   | R     | -                  | -                 | R°   | -               | G  | G
contract-review        | FSR*   | CFSR  | AR    | R     | FSR?socialContract | FR?socialContract | R°   | -               | G  | G
diagnostic-tools       | FR*    | R:summary | - | CFR   | -                  | -                 | -    | -               | -  | -
diagnostic-report      | FRX*   | FR    | R     | CFSR  | R°                 | -                 | R°   | R°              | -  | G
individual-action-plan | FSRX*  | CFSRX | AR    | FR    | R°                 | -                 | R°   | R°              | G  | G
weekly-schedule        | R*     | CFRX  | AR    | FR    | -                  | -                 | -    | R*:classes      | G  | -
attendance-record      | R*     | CFR   | R     | FR    | R°                 | -                 | -    | F*              | G  | G
advisory-card          | RSX*   | CFSRX | R     | F* R  | R°                 | -                 | F*R* | F* R°           | -  | G
change-report          | FSRX*  | CFSR  | AR    | FR    | R°                 | -                 | R°   | R°              | G  | G
data-sharing-consent   | FSRX*  | CFSR  | R     | R*    | R°                 | -                 | R°   | R°              | -  | G
service-request        | -      | CFR   | RA    | CFR   | CFR                | R                 | -    | F*R*:answers    | R  | G
accompanying-support   | R*     | CFR   | AR    | R     | R°                 | -                 | -    | R*              | G  | G
exit-card              | FSRX*  | CFSR  | AR    | R     | R°                 | -                 | R°   | -               | G  | G
follow-up              | FR*    | CFR   | R     | -     | -                  | -                 | -    | -               | G  | G
supervision-record     | -      | RS    | CR    | RS    | -                  | -                 | -    | -               | -  | G
staff-profile          | -      | R*    | CFARX | R*    | -                  | -                 | -    | -               | G  | G
kis-programme          | R!     | F R!  | AX R! | F R!  | R!                 | R!                | R!   | R!              | R! | R!
`;

/** Network and research documents; the public reads what has been approved. HD's A on plans, reports and goals is the convention's resolution, recorded by one head. */
export const NETWORK_DOCUMENTS = `
document                    | AN   | CO        | ON   | HD         | DL   | ME          | RT   | RW               | KW             | MI | PU
area-readiness              | CFR  | R         | FR   | -          | -    | R           | -    | ARX              | R              | G  | -
stakeholder-card            | CFR  | FRX       | CFRX | FR*        | FR*  | R           | FR   | G                | G              | -  | G:names
local-diagnosis             | CFR  | FRX       | FR   | AR         | FR   | R           | FR   | R                | G              | G  | R?published
inaction-calculator         | CFRX | FR        | FR   | R          | R    | AR          | -    | R                | -              | -  | R?published
municipal-brief             | CFRX | FR        | FR   | R          | R    | AR          | -    | R                | -              | -  | R?published
letter-of-intent            | CFSR | RX        | R    | FS*        | F*   | S           | -    | R                | -              | -  | R:no-contacts?published
meeting-invitation          | CFR  | FRX       | FR   | R          | R S* | R           | -    | R                | -              | -  | R:plan?published
seminar-plan                | CFR  | FRX       | FR   | R          | R S* | R           | -    | R                | -              | -  | R:plan?published
network-founding-act        | FR   | FRX       | R    | RS         | R    | CASR        | -    | R                | R              | -  | R?published
representative-designation  | R    | R         | R    | CFSR*      | R    | -           | -    | R:delegate       | -              | -  | -
vision-mission-goals        | FR   | CFRX      | FR   | AR         | FR   | R           | -    | R                | R              | -  | R?published
partnership-agreement       | FR   | CFSRX     | FR   | ASR        | FR   | RS*         | -    | R                | G              | -  | R?published
consultation-comment        | R    | A:answers R | CF | CFR        | CFR  | CF          | -    | CF               | -              | -  | C?published
resource-declaration        | -    | RX        | R    | CFSR*      | FR*  | FS*         | -    | G                | G              | -  | -
partnership-plan            | FR   | CFRX      | FR   | AR         | FR   | R           | -    | R                | R              | -  | R?published
membership-change           | -    | R         | R    | CFSR*      | R    | -           | -    | G                | -              | -  | -
procedure-card              | CFR  | CFR       | CFR  | AR*        | FR   | R           | FR   | R C?template     | R              | -  | R?published
convention-minutes          | R    | CFSRX     | FR   | R A:objection | R | R:decisions | -    | G                | -              | -  | R:decisions?published
lsr-monitoring              | -    | CFRX      | F*   | A* R       | F* R | R           | -    | G                | -              | -  | -
network-report              | -    | FRX?local | -    | A?local R  | R    | R           | -    | CFARX?regional   | CFARX?national | RG | R?published
impact-evidence             | -    | CFRX      | CFR  | FR*        | F    | -           | -    | R                | R              | -  | R?published
institution-survey          | RG   | RG        | RG   | F          | F    | G           | CRX  | G                | G              | -  | FG
individual-interview        | -    | G         | G    | F?party    | F?party | -           | CFRX | G                | -              | -  | -
focus-group                 | -    | G         | G    | F?party    | F?party | -           | CFRX | G                | -              | -  | -
cooperation-evaluation-card | -    | CRX       | F*   | A*R*       | F*R* | F*G         | -    | G                | G              | -  | -
partnership-evaluation      | -    | CRX       | F    | F          | F    | G           | RX   | G                | G              | -  | FG
evaluation-report           | -    | CFRX      | F    | AR         | R    | R           | FR   | R                | G              | -  | R:summary?published
`;

/**
 * Everything else: action(s) | role or group @ scope [:view], …
 * Groups: a column of `columns.ts`, `staff` (anyone signed in), `working` (domain roles that get tasks). Scopes: `scopes.ts`.
 */
export const RESOURCES = `
account.own                          | staff@own
inbox.read, task.act                 | working@task, dataProtectionOfficer@task, organisationAdmin@task
task.reassign                        | kisManager@club, opsManager@organisation, organisationAdmin@organisation
task.pause, case.pause               | CM@assigned, KM@club
referral.create                      | SO@referral, PH@referral
case.read                            | CM@assigned, KM@club, SP@team, SO@ops-case, OM@organisation-referral, FA@related, classLeader@related, referrer@referral:status, pupAdviser@referral:status
case.find                            | CM@assigned, KM@club, SP@team, SO@ops-case
case.create                          | CM@club, KM@club
case.assign, case.cancel             | KM@club
link.create, link.revoke             | CM@assigned, KM@club, SO@ops-case
package.read                         | SO@consent, FA@consent, PH@consent, HD@consent, DL@consent
board.read                           | KM@club
indicators.read, indicators.export   | KM@club, CO@network, HD@network, DL@network, RW@region, regionalDefinitionsAdmin@region, KW@country, nationalDefinitionsAdmin@country, MI@country
studio.read                          | regionalDefinitionsAdmin@region-or-national, nationalDefinitionsAdmin@country
studio.edit, studio.publish          | regionalDefinitionsAdmin@region, nationalDefinitionsAdmin@national
process.read                         | staff@anyone
campaign.create                      | RT@network
campaign.read                        | RT@network, AN@network, CO@network, HD@network, DL@network
campaign.approve                     | workingGroup@network
campaign.extend                      | RT@network, CO@network
campaign.results                     | RT@network, CO@network, AN@network, ME@network, RW@region, KW@country, PU@published
campaign.export                      | RT@network
mail.read, system.setup, system.operate | systemAdmin@installation
directory.read                       | systemAdmin@installation, nationalDefinitionsAdmin@country, regionalDefinitionsAdmin@region, organisationAdmin@organisation, KM@club
directory.regions                    | systemAdmin@installation
directory.networks                   | systemAdmin@installation, nationalDefinitionsAdmin@country, regionalDefinitionsAdmin@region
directory.organisations              | systemAdmin@installation, nationalDefinitionsAdmin@country, regionalDefinitionsAdmin@region, organisationAdmin@organisation
directory.people, directory.hand-over | systemAdmin@installation, nationalDefinitionsAdmin@country, regionalDefinitionsAdmin@region, organisationAdmin@organisation
directory.closing-days               | organisationAdmin@organisation
directory.timers                     | regionalDefinitionsAdmin@region, organisationAdmin@organisation
audit.read, audit.verify             | auditor@jurisdiction, dataProtectionOfficer@organisation
audit.export                         | auditor@jurisdiction
access.explain                       | auditor@jurisdiction, dataProtectionOfficer@organisation, systemAdmin@installation
privacy.read, privacy.export, privacy.erase, privacy.retention, privacy.open | dataProtectionOfficer@organisation
privacy.approve                      | dataProtectionOfficer@organisation, KM@club
`;
