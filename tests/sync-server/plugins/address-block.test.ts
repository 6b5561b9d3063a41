import { describe, expect, it } from 'vitest';
import { addressBlock } from '../../../sync-server/plugins/address-block.ts';
import { addressLimit } from '../../../sync-server/plugins/address-limit.ts';

describe('addressBlock', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8:1::', '2001:db8:1:0::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unix:', 'unix:']
  ])('[S1.11] counts %s as %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });

  it('[S1.11] limits a whole /64 as one', async () => {
    const limit = addressLimit({ now: () => 0 }, 3);
    const passed: string[] = [];
    for (let at = 1; at <= 5; at += 1) {
      const ip = `2001:db8:1:2::${at}`;
      const reply = {
        ...{ code: () => reply, type: () => reply, header: () => reply, send: () => reply },
        request: { url: '/api/x', id: 'r' }
      };
      if (!(await limit({ ip } as never, reply as never))) passed.push(ip);
    }
    expect(passed).toHaveLength(3);
  });
});
