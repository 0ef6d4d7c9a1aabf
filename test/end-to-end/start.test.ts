import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { failToStart, freePort, removeFolder, type StartedHome, startHome, temporaryFolder } from './home.ts';

const folders: string[] = [];
const homes: StartedHome[] = [];
const folder = (name: string): string => {
  const made = temporaryFolder(name);
  folders.push(made);
  return made;
};
const start = async (options: Parameters<typeof startHome>[0]): Promise<StartedHome> => {
  const home = await startHome(options);
  homes.push(home);
  return home;
};
afterEach(async () => {
  for (const home of homes.splice(0)) await home.stop();
  for (const one of folders.splice(0)) removeFolder(one);
});

const oneSentence = (output: string): readonly string[] => output.split('\n').filter((line) => line.trim() !== '');

describe('the one-machine home', () => {
  it('prints where everything is and who may sign in, and answers health and readiness', async () => {
    const home = await start({ data: folder('demo') });
    console.log(`ready after ${Math.round(home.readyMilliseconds)} ms, browser assets and demo data included`);
    for (const path of ['/desk', '/board', '/studio', '/admin']) expect(home.output()).toContain(`${home.url}${path}`);
    expect((await fetch(`${home.url}/health`)).status).toBe(200);
    expect(await (await fetch(`${home.url}/ready`)).json()).toMatchObject({ ready: true });
  });

  it('keeps its data over a second start, and over a kill -9 of the whole', async () => {
    const data = folder('keep');
    const first = await start({ data });
    const people = async (home: StartedHome) =>
      (await (await fetch(`${home.url}/`, { headers: { accept: 'application/json' } })).text()).length;
    const before = await people(first);
    await first.kill();
    const second = await start({ data });
    expect(await people(second)).toBe(before);
    expect(await second.stop()).toBe(0);
    const third = await start({ data });
    expect(await people(third)).toBe(before);
  });

  it('ends its children with it', async () => {
    const home = await start({ data: folder('children') });
    expect(await home.stop()).toBe(0);
    await expect(fetch(`${home.url}/health`)).rejects.toThrow();
  });

  it('says in one sentence that the port is taken, and exits with 1', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    try {
      const { code, output } = await failToStart({ port, data: folder('port') });
      expect(code).toBe(1);
      expect(output).toContain(String(port));
      expect(oneSentence(output)).toHaveLength(1);
    } finally {
      other.close();
    }
  });

  it('says in one sentence that it cannot write, and exits with 1', async () => {
    const parent = folder('write');
    const file = join(parent, 'a-file');
    writeFileSync(file, 'not a folder');
    const { code, output } = await failToStart({ data: join(file, 'data') });
    expect(code).toBe(1);
    expect(oneSentence(output)).toHaveLength(1);
  });

  it('says in one sentence which file is damaged, and exits with 1 without touching it', async () => {
    const data = folder('damage');
    const home = await start({ data });
    await home.stop();
    const file = join(data, 'documents.sqlite');
    expect(existsSync(file), readdirSync(data).join(' ')).toBe(true);
    for (const tail of ['-wal', '-shm']) if (existsSync(file + tail)) removeFolder(file + tail);
    writeFileSync(file, 'this was a database once');
    const { code, output } = await failToStart({ data });
    expect(code).toBe(1);
    expect(output).toContain('documents.sqlite');
    expect(oneSentence(output)).toHaveLength(1);
  });

  it('refuses data of a newer release in one sentence', async () => {
    const data = folder('newer');
    mkdirSync(data, { recursive: true });
    chmodSync(data, 0o700);
    writeFileSync(join(data, 'schema.json'), JSON.stringify({ version: 9999 }));
    const { code, output } = await failToStart({ data });
    expect(code).toBe(1);
    expect(oneSentence(output)).toHaveLength(1);
  });

  it('names an unknown option and every known one', async () => {
    const { code, output } = await failToStart({ data: folder('option'), flags: ['--colour'] });
    expect(code).toBe(1);
    expect(output).toContain('--colour');
    expect(output).toContain('--base-url');
  });

  it('starts empty with a one-time link for the first administrator', async () => {
    const home = await start({ data: folder('empty'), flags: ['--empty'] });
    const link = /https?:\/\/\S+/g;
    const links = home.output().match(link) ?? [];
    expect(links.some((one) => /setup|pierwsz|start|konto/.test(one))).toBe(true);
  });
});
