const startsWith = (bytes: Uint8Array, ...codes: readonly number[]): boolean =>
  codes.every((code, at) => bytes[at] === code);
const asciiAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

const ZIP_KINDS: readonly (readonly [inside: string, type: string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['mimetypeapplication/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
];

/** Media type by looking at the content, whatever the name or the browser says; `application/octet-stream` when it is none we know. */
export function sniffType(bytes: Uint8Array): string {
  if (asciiAt(bytes, 0, '%PDF-')) return 'application/pdf';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (asciiAt(bytes, 0, 'GIF87a') || asciiAt(bytes, 0, 'GIF89a')) return 'image/gif';
  if (asciiAt(bytes, 0, 'RIFF') && asciiAt(bytes, 8, 'WEBP')) return 'image/webp';
  if (asciiAt(bytes, 4, 'ftyp') && ['heic', 'heix', 'mif1'].some((brand) => asciiAt(bytes, 8, brand)))
    return 'image/heic';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return zipKind(bytes);
  return isPlainText(bytes) ? 'text/plain' : 'application/octet-stream';
}

function zipKind(bytes: Uint8Array): string {
  const names = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  return ZIP_KINDS.find(([inside]) => names.includes(inside))?.[1] ?? 'application/zip';
}

/** UTF-8 without control characters and without a tag that a browser would act on. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.byteLength === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/<[a-z!/?]/i.test(text) && ![...text].some(isControl);
  } catch {
    return false;
  }
}

const isControl = (letter: string): boolean => letter < ' ' && !'\t\n\v\f\r'.includes(letter);

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'text/plain': ['txt'],
};

/** True when the name's ending tells the same as the content: a program called `scan.pdf` is no scan. */
export function nameFitsType(name: string, type: string): boolean {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, type) && (EXTENSIONS[type] ?? []).includes(ending);
}
