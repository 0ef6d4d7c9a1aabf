import type { Link } from './link.ts';

/** The text by which the links of one thing are listed (`links-of-target`): `task:<id>`, `sign-off:<document id>`, `draft:<id>`, `campaign:<id>`, `club:<organisation id>`. */
export function linkTarget(target: Link['target']): string {
  switch (target.kind) {
    case 'task':
      return `task:${target.taskId}`;
    case 'sign-off':
      return `sign-off:${target.documentId}`;
    case 'draft':
      return `draft:${target.draftId}`;
    case 'campaign':
      return `campaign:${target.campaignId}`;
    case 'club':
      return `club:${target.organisationId}`;
  }
}
