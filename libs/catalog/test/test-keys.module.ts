import { Global, Module } from '@nestjs/common';
import {
  Authenticator,
  everyScope,
  IdempotencyKeys,
  type IdempotencyClaim,
  type IdempotentRequest,
} from '@whence/platform/http';

/** The key of a workspace is its id: who may do what is another context's business, and tested there. */
const keys: Authenticator = {
  authenticate: (bearer) => Promise.resolve({ workspaceId: bearer, keyId: bearer, scopes: [everyScope] }),
};

class InMemoryIdempotencyKeys extends IdempotencyKeys {
  private readonly answers = new Map<string, { readonly digest: string; readonly answer: string }>();

  claim(request: IdempotentRequest): Promise<IdempotencyClaim> {
    const kept = this.answers.get(nameOf(request));
    if (kept === undefined) return Promise.resolve({ kind: 'claimed' });
    const isTheSame = kept.digest === request.requestDigest;
    return Promise.resolve(
      isTheSame ? { kind: 'answered', answer: kept.answer } : { kind: 'used-for-another-request' },
    );
  }

  complete(request: IdempotentRequest, answer: string): Promise<void> {
    this.answers.set(nameOf(request), { digest: request.requestDigest, answer });
    return Promise.resolve();
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}

const nameOf = ({ workspaceId, route, key }: IdempotentRequest): string => `${workspaceId} ${route} ${key}`;

@Global()
@Module({
  providers: [
    { provide: Authenticator, useValue: keys },
    { provide: IdempotencyKeys, useFactory: () => new InMemoryIdempotencyKeys() },
  ],
  exports: [Authenticator, IdempotencyKeys],
})
export class TestKeysModule {}
