/** Paths of the desk; ids only. */
export const addressOfTask = (taskId: string): string => `/desk/zadanie/${taskId}`;
export const addressOfFilling = (taskId: string, page = 1): string =>
  `/desk/zadanie/${taskId}/formularz?strona=${page}`;
export const addressOfCase = (caseId: string): string => `/desk/sprawa/${caseId}`;
export const addressOfDocument = (caseId: string, documentId: string): string =>
  `/desk/sprawa/${caseId}/dokument/${documentId}`;
export const addressOfPdf = (caseId: string, documentId: string): string =>
  `${addressOfDocument(caseId, documentId)}/pdf`;
export const addressOfCampaign = (campaignId: string): string => `/desk/ankiety/${campaignId}`;
