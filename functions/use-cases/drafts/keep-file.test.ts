import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../../test/pages/world.ts';
import { cleanFileName, filesIn, keepFile } from './keep-file.ts';
import { nameFitsType, sniffType } from './sniff-type.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each([
    ['%PDF-1.7', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF....WEBP', 'image/webp'],
    ['....ftypheic', 'image/heic'],
    ['PK\x03\x04....word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
    ['PK\x03\x04....anything', 'application/zip'],
    ['zwykly tekst', 'text/plain'],
    ['<script>alert(1)</script>', 'application/octet-stream'],
    ['MZ\x90\x00\x03', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('is told by its content: %j', (content, type) => {
    expect(sniffType(bytes(content))).toBe(type);
  });

  it('must agree with the ending of its name', () => {
    expect(nameFitsType('skan.PDF', 'application/pdf')).toBe(true);
    expect(nameFitsType('skan.pdf.exe', 'application/pdf')).toBe(false);
    expect(nameFitsType('skan', 'application/pdf')).toBe(false);
    expect(nameFitsType('x.constructor', 'constructor')).toBe(false);
  });

  it('has a name without paths and tricks', () => {
    expect(cleanFileName('C:\\Users\\anna\\kontrakt.pdf')).toBe('kontrakt.pdf');
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('a\u202Efdp.exe\r\nX: y')).toBe('afdp.exeX y');
    expect(cleanFileName('/')).toBe('plik');
    expect(cleanFileName(`${'a'.repeat(300)}.pdf`)).toHaveLength(120);
  });
});

describe('an uploaded file', () => {
  const upload = { owner: 'draft1', subjectId: 'subject1' };

  it('goes from quarantine to checked, with its bytes kept', async () => {
    const world = await buildWorld();
    const kept = await keepFile(world.ports, { ...upload, name: 'skan.pdf', bytes: bytes('%PDF-1.7') });
    if (!kept.ok) throw new Error(kept.failure.code);
    expect(kept.value).toMatchObject({ name: 'skan.pdf', type: 'application/pdf', state: 'checked', size: 8 });
    expect((await world.store.read('file', { fileId: kept.value.id }))?.state).toBe('checked');
    expect(world.files.has(kept.value.id)).toBe(true);
  });

  it('is refused by the scanner, and its bytes are gone', async () => {
    const world = await buildWorld();
    const kept = await keepFile(world.ports, { ...upload, name: 'skan.pdf', bytes: bytes('%PDF-1.7 EICAR') });
    expect(kept.ok && kept.value.state).toBe('refused');
    expect(world.files.size).toBe(0);
  });

  it('is refused when its name lies, without ever being stored', async () => {
    const world = await buildWorld();
    const kept = await keepFile(world.ports, { ...upload, name: 'skan.pdf', bytes: bytes('MZ\x90\x00\x00') });
    expect(kept.ok && kept.value.state).toBe('refused');
    expect(world.files.size).toBe(0);
  });

  it('is found again wherever answers hold it', () => {
    const file = { id: 'f1', sha256: 'x', state: 'checked', name: 'a.pdf' };
    expect(filesIn({ a: [file], b: [{ c: { file } }], d: 'f1', e: null })).toEqual([file, file]);
  });
});
