import { connect } from 'node:net';
import type { Scanner } from '../../domain/files/files.ts';
import { Unavailable } from '../unavailable.ts';

const CHUNK_BYTES = 64 * 1024;
const TIMEOUT_MILLISECONDS = 30_000;

/** Nothing is scanned, and the screens say so. */
export const noScanner = (): Scanner => ({ scan: async () => 'unscanned' });

/** A clamd daemon at `host:port` or at the path of its socket, by its INSTREAM command. Throws `Unavailable` when it doesn't answer: a file is never called clean for that. */
export function clamdScanner(address: string): Scanner {
  const [host = '', port = ''] = address.split(':');
  const target = address.startsWith('/') ? { path: address } : { host, port: Number(port) };
  return {
    scan: (bytes) =>
      new Promise((resolve, reject) => {
        let answer = '';
        const socket = connect(target);
        const giveUp = (): void => {
          socket.destroy();
          reject(new Unavailable('scan'));
        };
        socket.setTimeout(TIMEOUT_MILLISECONDS, giveUp);
        socket.once('error', giveUp);
        socket.on('data', (chunk) => {
          answer += chunk.toString();
        });
        socket.once('end', () => {
          const text = answer.replaceAll('\0', '').trim();
          if (text.endsWith(' OK')) resolve('clean');
          else if (text.endsWith(' FOUND')) resolve('infected');
          else giveUp();
        });
        socket.once('connect', () => {
          socket.write('zINSTREAM\0');
          for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
            const chunk = bytes.subarray(at, at + CHUNK_BYTES);
            const size = Buffer.alloc(4);
            size.writeUInt32BE(chunk.length);
            socket.write(size);
            socket.write(chunk);
          }
          socket.write(Buffer.alloc(4));
        });
      }),
  };
}
