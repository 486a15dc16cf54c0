import { addressesOf, isPublic } from './public-address.js';

describe('addresses that messages may go to', () => {
  it.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700:4700::1111'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each(
    `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.9.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 192.0.0.8 198.18.0.1 224.0.0.1 255.255.255.255
      :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 fc00::1 fd12::1 fe80::1 ff02::1 2001:db8::1 2001::1 2002:7f00:1:: localhost nonsense`.split(
      /\s+/,
    ),
  )('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['localhost', '127.1', '[::1]', '0x7f000001', '2130706433'])('%s leads to none', async (host) => {
    // As an address in a URL has it: numbers in other notations are written as what they are.
    const { hostname } = new URL(`http://${host}/`);
    await expect(addressesOf(hostname, false)).rejects.toThrow('no address of the public internet');
    expect(await addressesOf(hostname, true)).not.toEqual([]);
  });
});
