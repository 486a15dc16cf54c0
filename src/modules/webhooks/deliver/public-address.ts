import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses that are no public ones: of this machine, of private networks, of a link, documentation, multicast, and other addresses inside IPv6. */
const NOT_PUBLIC = new BlockList();
for (const range of `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16
    198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`.split(/\s+/)) {
  const [address = '', bits] = range.split('/');
  NOT_PUBLIC.addSubnet(address, Number(bits), 'ipv4');
}

/** Of IPv6 only global unicast is public, without what leads to IPv4 or to nowhere. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
const NOT_GLOBAL = new BlockList();
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  const [address = '', bits] = range.split('/');
  NOT_GLOBAL.addSubnet(address, Number(bits), 'ipv6');
}

/** Whether an address is one of the public internet. */
export function isPublic(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return kind === 6 && GLOBAL.check(address, 'ipv6') && !NOT_GLOBAL.check(address, 'ipv6');
}

/** Why a message may not go to an address. */
export class AddressFault extends Error {
  override name = 'AddressFault';
}

/**
 * The addresses of a host, all of them public unless private ones are allowed. Whoever connects must use what this gave: asking again could be answered
 * otherwise.
 */
export async function addressesOf(host: string, allowPrivate: boolean): Promise<readonly LookupAddress[]> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const kind = isIP(bare);
  const found = kind === 0 ? await lookup(bare, { all: true }) : [{ address: bare, family: kind }];
  if (found.length === 0) throw new AddressFault(`${host} has no address.`);
  if (!allowPrivate && !found.every(({ address }) => isPublic(address)))
    throw new AddressFault(`${host} is no address of the public internet.`);
  return found;
}
