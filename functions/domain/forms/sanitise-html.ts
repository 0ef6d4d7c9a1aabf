const ALLOWED: ReadonlySet<string> = new Set(
  [
    'p',
    'br',
    'hr',
    'strong',
    'b',
    'em',
    'i',
    'u',
    'ul',
    'ol',
    'li',
    'h2',
    'h3',
    'h4',
    'blockquote',
    'a',
    'dl',
    'dt',
    'dd',
  ].concat(['table', 'thead', 'tbody', 'tr', 'th', 'td', 'small', 'span', 'div', 'abbr']),
);
const VOID: ReadonlySet<string> = new Set(['br', 'hr']);
/** Elements whose content is no text for a person. */
const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'textarea',
  'title',
  'select',
]);
const TOKEN = /<!--[\s\S]*?(?:-->|$)|<\/?[a-zA-Z][^<>]*>|[^<]+|</g;

const escapeText = (text: string): string =>
  text
    .replace(/&(?!(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The address of a link when it leads to a web page, a mail or a telephone, or inside the page; else nothing. */
function safeHref(tag: string): string {
  const found = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag);
  const href = (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim().replaceAll('&amp;', '&');
  return /^(?:https?:\/\/|mailto:|tel:|#)[^\s<>"'\\]*$/i.test(href) ? ` href="${escapeAttribute(href)}"` : '';
}

/** True when `sanitiseHtml` would take something away (white space and entities aside). */
export const isPlainHtml = (html: string): boolean => {
  const bare = (text: string): string => text.replace(/\s+/g, '').replaceAll('&amp;', '&').toLowerCase();
  return bare(sanitiseHtml(html)) === bare(html);
};

/** Plain text markup only: known elements without attributes (a link keeps its address), everything closed, scripts and their like gone. */
export function sanitiseHtml(html: string): string {
  const open: string[] = [];
  let silent: string | undefined;
  let clean = '';
  for (const [token] of html.matchAll(TOKEN)) {
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/.exec(token);
    const name = tag?.[2]?.toLowerCase();
    if (silent !== undefined) {
      if (tag?.[1] === '/' && name === silent) silent = undefined;
    } else if (!tag || name === undefined) {
      if (!token.startsWith('<!--')) clean += escapeText(token);
    } else if (SILENT.has(name)) {
      if (tag[1] === '' && !token.endsWith('/>')) silent = name;
    } else if (ALLOWED.has(name)) {
      clean += tag[1] === '/' ? closeUpTo(name, open) : openTag(name, token, open);
    }
  }
  return (
    clean +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}

function openTag(name: string, token: string, open: string[]): string {
  if (!VOID.has(name)) open.push(name);
  return `<${name}${name === 'a' ? safeHref(token) : ''}>`;
}

function closeUpTo(name: string, open: string[]): string {
  const at = open.lastIndexOf(name);
  return at < 0
    ? ''
    : open
        .splice(at)
        .reverse()
        .map((closed) => `</${closed}>`)
        .join('');
}
