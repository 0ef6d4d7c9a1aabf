import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';

const EVENTS = [
  'link-personal',
  'link-cosign',
  'link-resume',
  'case-received',
  'case-returned',
  'case-decided',
  'task-opened',
  'task-reminder',
  'task-escalated',
  'daily-digest',
  'signature-voided',
  'contract-active',
  'campaign-closed',
  'code-for-signature',
  'sign-in-code',
] as const;
const LANGUAGES = ['pl', 'en', 'uk'] as const;

const VALUES = {
  link: 'https://sprawa.example/l/Zm9vYmFy_-=?a=1&b=2',
  code: 'KMT 482',
  reference: 'LUB/2026/0007',
  due: '14.04.2026',
  dueReason: 'KIS odpowiada w ciągu 14 dni od „złożenia”.',
  expires: '20.04.2026, 12.00',
  contact: 'tel. 81 555 01 10',
};
/** Words that would tell a passer-by what the mail is about. */
const TELLING = /KIS|OPS|klub|skierowani|kontrakt|diagno|ankiet|umow|club|referral|contract|survey|клуб|договір|анкет/i;

const handlebars = Handlebars.create();
const source = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.hbs`), 'utf8');
handlebars.registerPartial('mails/frame', source('frame'));

function letter(event: string, language: string, values: object) {
  const rendered = handlebars.compile(source(`${event}.${language}`), { knownHelpersOnly: true })(values);
  const [head = '', html = ''] = rendered.split('---html---\n');
  const [subjectLine = '', blank, ...text] = head.split('\n');
  return { subject: subjectLine.replace('Subject: ', ''), subjectLine, blank, text: text.join('\n'), html };
}

const cases = EVENTS.flatMap((event) => LANGUAGES.map((language) => [event, language] as const));

describe('mails', () => {
  it('are the fifteen events in three languages, and nothing else', () => {
    const files = globSync('*.hbs', { cwd: import.meta.dirname }).filter((file) => file !== 'frame.hbs');
    expect(files.map((file) => basename(file, '.hbs')).sort()).toEqual(cases.map((parts) => parts.join('.')).sort());
  });

  it.each(cases)('%s.%s has a subject, a text and a page that say nothing about whom or what', (event, language) => {
    const { subjectLine, subject, blank, text, html } = letter(event, language, VALUES);
    expect(subjectLine).toMatch(/^Subject: \S/);
    expect(blank).toBe('');
    const preview = text.split('\n').filter(Boolean).slice(0, 2).join(' ');
    expect(subject).not.toMatch(TELLING);
    expect(preview).not.toMatch(TELLING);
    for (const value of Object.values(VALUES)) {
      expect(subject).not.toContain(value);
      expect(preview).not.toContain(value);
    }
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<title>${subject}</title>`);
    expect(html).not.toMatch(/<img|<script|<link|https:\/\/(?!sprawa\.example)/);
  });

  it.each(cases)('%s.%s keeps a link whole in the text and safe in the page', (event, language) => {
    const { text, html } = letter(event, language, VALUES);
    if (event === 'code-for-signature' || event === 'sign-in-code') {
      expect(text).toContain(VALUES.code);
      expect(text + html).not.toContain('sprawa.example');
      return;
    }
    expect(text.split('\n')).toContain(VALUES.link);
    expect(html).toContain('href="https://sprawa.example/l/Zm9vYmFy_-&#x3D;?a&#x3D;1&amp;b&#x3D;2"');
  });

  it.each(cases)('%s.%s leaves no gap for a value that is not given', (event, language) => {
    const { text, html } = letter(event, language, { link: VALUES.link, code: VALUES.code });
    expect(text).not.toMatch(/\n\n\n|: ?\.?\n(?!\n?https)|undefined/);
    expect(html).not.toMatch(/<p>[^<]*: ?\.?<\/p>\n(?!<p><a)/);
  });

  it.each(cases)('%s.%s says what to do in short sentences', (event, language) => {
    const { text } = letter(event, language, VALUES);
    const sentences = text.replace(VALUES.dueReason, '').split(/[.!:]\s/);
    for (const sentence of sentences) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20);
  });

  it('never put the code of a saved draft beside its link', () => {
    for (const language of LANGUAGES) expect(letter('link-resume', language, VALUES).text).not.toContain(VALUES.code);
  });
});
