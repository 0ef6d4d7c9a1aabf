import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Addresses of proxies whose word about the caller is taken: `10.0.0.1`, `10.0.0.0/8`, separated by commas. Throws on anything else. */
export function proxyList(text: string): BlockList {
  const list = new BlockList();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [address = '', bits] = part.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) throw new TypeError(`--trusted-proxy: „${part}” nie jest adresem ani siecią`);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const plain = (address: string): string => address.replace(/^::ffff:/, '');

const isTrusted = (proxies: BlockList, address: string): boolean =>
  isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * The caller's address: the connection's own, or, when that is a trusted proxy, the last address in X-Forwarded-For that is not one.
 * Without `--trusted-proxy` the header is never read: anybody can write it.
 */
export function callerAddress(proxies: BlockList | undefined): (request: Request, environment: unknown) => string {
  return (request, environment) => {
    const connected = plain(getConnInfo({ env: environment } as Context).remote.address ?? '');
    if (!proxies || !isTrusted(proxies, connected)) return connected;
    const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((one) => plain(one.trim()));
    return forwarded.reverse().find((address) => isIP(address) !== 0 && !isTrusted(proxies, address)) ?? connected;
  };
}
