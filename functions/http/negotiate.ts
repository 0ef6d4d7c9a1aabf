/** True when the client would rather read JSON than HTML; a JSON body without an Accept header counts as such a wish. */
export function prefersJson(accept: string | undefined, contentType: string | undefined): boolean {
  let html = 0;
  let json = 0;
  let any = 0;
  for (const part of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1');
    if (!(quality > 0)) continue;
    if (type === 'text/html' || type === 'application/xhtml+xml') html = Math.max(html, quality);
    else if (type === 'application/json' || type === 'application/problem+json') json = Math.max(json, quality);
    else if (type === '*/*') any = Math.max(any, quality);
  }
  if (json > 0) return json > html;
  return html === 0 && any >= 0 && (contentType ?? '').startsWith('application/json');
}
