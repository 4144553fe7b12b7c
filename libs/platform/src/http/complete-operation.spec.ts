import { describe, expect, it } from '@jest/globals';

import { completeOperations } from './complete-operation.js';

type Operation = NonNullable<Parameters<typeof completeOperations>[0]['post']>;

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;
const idempotencyKey = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } } as const;
const body = { requestBody: { content: {} } };
const shelf = { description: 'made', content: { 'application/json': { schema: { type: 'object' as const } } } };

const statusesOf = (operation: Operation): string[] =>
  Object.keys(completeOperations({ post: operation }).post?.responses ?? {});

describe('a documented operation', () => {
  it('tells of what any request can be answered', () => {
    expect(statusesOf({ responses: { 200: shelf } })).toEqual(['200', '503']);
    expect(statusesOf({ parameters: [id], responses: { 200: shelf } })).toEqual(['200', '400', '414', '503']);
    expect(statusesOf({ ...body, responses: { 200: shelf } })).toEqual(['200', '400', '413', '415', '503']);
  });

  it('says better itself what it says itself', () => {
    const own = { description: 'a shelf too many' };
    expect(completeOperations({ post: { ...body, responses: { 400: own } } }).post?.responses[400]).toBe(own);
  });

  it('that makes something answers the same again with 200, where it takes an Idempotency-Key', () => {
    const create = { ...body, parameters: [idempotencyKey], responses: { 201: shelf } };
    expect(completeOperations({ post: create }).post?.responses[200]).toMatchObject({ content: shelf.content });
    expect(statusesOf({ ...body, responses: { 201: shelf } })).not.toContain('200');
  });
});
