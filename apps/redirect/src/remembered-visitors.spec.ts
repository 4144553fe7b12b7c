import { describe, expect, it } from '@jest/globals';
import { classifyVisitor } from '@whence/attribution-domain';
import fc from 'fast-check';

import { RememberedVisitors } from './remembered-visitors.js';

const aHeader = fc.constantFrom(
  undefined,
  '',
  'Mozilla/5.0 (iPhone) Instagram 393.1.0',
  'WhatsApp/2.23',
  'facebookexternalhit/1.1',
  'prefetch',
  'https://mimecast.com/',
  'a\nb',
);
const aVisit = fc.record({
  method: fc.constantFrom('GET', 'HEAD'),
  userAgent: aHeader,
  purpose: aHeader,
  referrer: aHeader,
});

describe('a visitor who says what another said', () => {
  it('is taken for what he would be taken for alone', () => {
    const visitors = new RememberedVisitors();
    fc.assert(fc.property(aVisit, (visit) => expect(visitors.classify(visit)).toEqual(classifyVisitor(visit))));
  });

  it('is told apart however many others came between', () => {
    const visitors = new RememberedVisitors();
    const robot = { method: 'GET', userAgent: 'WhatsApp/2.23' };
    for (let number = 0; number < 5_000; number += 1) {
      expect(visitors.classify({ method: 'GET', userAgent: `Mozilla/5.0 (${number})` }).kind).toBe('person');
      if (number % 500 === 0) expect(visitors.classify(robot).kind).toBe('robot');
    }
  });
});
