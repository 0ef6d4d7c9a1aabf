import { isJsonObject } from '../answers.ts';
import { step } from '../lint/finding.ts';
import { sanitiseHtml } from '../sanitise-html.ts';
import type { Notes } from './report.ts';

/** A text without markup and without `{{ }}`; tells when it had to be cleaned. */
export function plainText(text: string, pointer: string, notes: Notes): string {
  if (!text.includes('{{') && !/<[a-z!/]/i.test(text)) return text;
  const plain = text
    .replace(/\{\{[^}]*\}\}/g, '')
    .replaceAll('{{', '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/<(?=[a-z!/])/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  notes.note('changed', pointer, 'text-cleaned', { name: plain.slice(0, 60) });
  return plain;
}

/** Markup of a content block, sanitised; tells when something had to go. */
export function plainHtml(html: string, pointer: string, notes: Notes): string {
  const bare = html.replace(/\{\{[^}]*\}\}/g, '').replaceAll('{{', '');
  const clean = sanitiseHtml(bare);
  const squeeze = (text: string): string => text.replace(/\s+/g, '').replaceAll('&amp;', '&').toLowerCase();
  if (squeeze(clean) === squeeze(html)) return html;
  notes.note('changed', pointer, 'html-cleaned', {
    name: clean
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 60),
  });
  return clean;
}

/** Own facts as texts; numbers and booleans become texts, anything else is dropped with an entry. */
export function importProperties(
  properties: unknown,
  pointer: string,
  notes: Notes,
): Record<string, string> | undefined {
  if (!isJsonObject(properties)) return undefined;
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'string') texts[name] = value;
    else if (typeof value === 'number' || typeof value === 'boolean') {
      texts[name] = String(value);
      notes.note('changed', `${pointer}${step(name)}`, 'number-read', { name });
    } else notes.note('dropped', `${pointer}${step(name)}`, 'property-dropped', { name });
  }
  return texts;
}
