const depth = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const quoted = (text: string): string => JSON.stringify(text);

/** JSON texts that do not belong where they will be put. */
export const hostileValues: readonly string[] = [
  ...['null', 'true', 'false', '0', '-1', '1.5', '""', '[]', '{}', '[[]]', '[null]', '[{}]', '"true"'],
  ...[
    '120226305854810779',
    '-120226305854810779',
    '1e400',
    '-1e-400',
    '1792000000',
    '1792000000123456',
    '9007199254740993',
  ],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"a":1,"a":2}'],
  ...['"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '"valueOf"', '{"toString":1,"valueOf":null}'],
  ...['"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\\u202e\\u200b"', '"\\\\\\""'],
  ...[depth(40), depth(100), `{"a":${depth(70)}}`],
  ...[
    quoted('x'.repeat(600)),
    quoted('x'.repeat(100_000)),
    quoted('\u00e9😀'.repeat(5000)),
    quoted('a '.repeat(20_000)),
  ],
  ...[
    'page',
    'instagram',
    'whatsapp_business_account',
    'message.received',
    'referral.received',
    'messages',
    'system',
  ].map(quoted),
  ...['2026-11-02T10:00:00Z', '2026-99-99T99:99:99Z', '1792000000', '9'.repeat(400), 'Infinity', 'NaN'].map(quoted),
  ...["'; DROP TABLE link; --", '<script>alert(1)</script>', '../../etc/passwd', '%00', '${7*7}', '=1+1'].map(quoted),
  ...[`[${'{},'.repeat(999)}{}]`, `[${'1,'.repeat(9999)}1]`],
];

/** Names of fields that mean something to the engine, or to a translator elsewhere. */
export const hostileNames: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'length', '', '\u0000'],
  ...[
    'message',
    'messages',
    'messaging',
    'standby',
    'changes',
    'value',
    'field',
    'entry',
    'object',
    'referral',
    'postback',
  ],
  ...[
    'optin',
    'sender',
    'from',
    'id',
    'timestamp',
    'text',
    'type',
    'system',
    'metadata',
    'conversation',
    'account',
    'event',
  ],
];
