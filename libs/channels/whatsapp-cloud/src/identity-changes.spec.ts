import { describe, it } from '@jest/globals';
import { expectTranslation, parentUserId, phone, toTheNumber, userId } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const oldNumber = phone('15550002222');
const newNumber = phone('15550003333');
const oldId = userId('US.90000000000000000001');
const newId = userId('US.90000000000000000009');

describe('a person who is known otherwise from now on', () => {
  it('is told by the system’s messages: the old number outside, what is new inside', () => {
    expectTranslation(translateFixture('number-changed'), {
      signals: [
        toTheNumber([oldNumber], 1792200200, 'wamid.S1').isNow([newNumber, newId]),
        toTheNumber([oldNumber], 1792200201, 'wamid.S2').isNow([newNumber]),
        toTheNumber([oldNumber, oldId, parentUserId('US.ENT.1')], 1792200202, 'wamid.S3').isNow([
          newNumber,
          newId,
          parentUserId('US.ENT.9'),
        ]),
      ],
    });
  });

  it('is told in older shapes too, under the names of before version 12', () => {
    expectTranslation(translateFixture('number-changed-in-older-shapes'), {
      signals: [
        toTheNumber([oldNumber], 1792200203, 'wamid.S4').isNow([newNumber]),
        toTheNumber([oldNumber], 1792200204, 'wamid.S5').isNow([newNumber]),
      ],
    });
  });

  it('may hide the number, whether the sender’s user id is the new one or the old one', () => {
    const hidden = userId('MX.80000000000000000002');
    const hiddenNow = userId('MX.80000000000000000009');
    expectTranslation(translateFixture('user-id-changed-of-a-hidden-number'), {
      signals: [
        toTheNumber([hidden], 1792200205, 'wamid.S6').isNow([hiddenNow]),
        toTheNumber([hidden], 1792200206, 'wamid.S7').isNow([hiddenNow]),
      ],
    });
  });

  it('is told by the field user_id_update, which has no message id and one number for both', () => {
    expectTranslation(translateFixture('user-id-update'), {
      signals: [toTheNumber([oldNumber, oldId], 1792200300, 'none').isNow([oldNumber, newId], { withoutId: true })],
    });
  });

  it('is kept aside where it is not said who, and counted where nothing changed', () => {
    expectTranslation(translateFixture('identity-change-without-a-name'), {
      unreadable: [
        { path: 'entry[0].changes[0].value.messages[0]', reason: 'no-new-identity' },
        { path: 'entry[0].changes[0].value.messages[1]', reason: 'no-previous-identity' },
        { path: 'entry[0].changes[0].value.messages[3]', reason: 'no-time' },
        { path: 'entry[0].changes[1].value.user_id_update[0]', reason: 'not-an-object' },
        { path: 'entry[0].changes[2].value.user_id_update[0]', reason: 'no-account' },
      ],
      ignored: ['identity-unchanged'],
    });
  });
});
