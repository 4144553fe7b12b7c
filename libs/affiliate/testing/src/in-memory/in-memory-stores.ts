import { Conversions, Partners, Programs, Refunds, type Stores } from '@whence/affiliate-application';
import {
  sameTerms,
  termsNamedBy,
  type AttributedConversion,
  type ContactId,
  type ConversionId,
  type Partner,
  type ProgramTerms,
  type Refund,
  type TermsKey,
} from '@whence/affiliate-domain';

import { InMemoryAnnouncements, InMemoryCommissions, InMemoryLedger } from './in-memory-money.js';
import { keyOfTerms, type WorkspaceState } from './workspace-state.js';

/** The stores over one state. Locks are nothing here: units of work run one after the other. */
export const inMemoryStores = (state: WorkspaceState): Stores => ({
  conversions: new InMemoryConversions(state),
  refunds: new InMemoryRefunds(state),
  programs: new InMemoryPrograms(state),
  partners: new InMemoryPartners(state),
  commissions: new InMemoryCommissions(state),
  ledger: new InMemoryLedger(state),
  announcements: new InMemoryAnnouncements(state),
});

class InMemoryConversions extends Conversions {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async lockLatest(id: ConversionId): Promise<AttributedConversion | undefined> {
    return this.state.conversions.get(id);
  }

  override async put(conversion: AttributedConversion): Promise<void> {
    this.state.conversions.set(conversion.id, conversion);
  }

  override async lockOfContacts(ids: readonly ContactId[]): Promise<readonly AttributedConversion[]> {
    return [...this.state.conversions.values()].filter(({ contactId }) => ids.includes(contactId));
  }

  override async keepWaiting({ of, waiting, since }: Parameters<Conversions['keepWaiting']>[0]): Promise<void> {
    for (const id of of) {
      if (waiting.includes(id)) this.state.waitingSince.set(id, this.state.waitingSince.get(id) ?? since);
      else this.state.waitingSince.delete(id);
    }
  }

  override async contactsWaitingFor(terms: TermsKey): Promise<readonly ContactId[]> {
    const waiting = [...this.state.conversions.values()].filter(
      (conversion) =>
        this.state.waitingSince.has(conversion.id) && termsNamedBy(conversion).some((named) => sameTerms(named, terms)),
    );
    return [...new Set(waiting.map(({ contactId }) => contactId))].sort();
  }
}

class InMemoryRefunds extends Refunds {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async add(refund: Refund): Promise<boolean> {
    if (this.state.refunds.has(refund.id)) return false;
    this.state.refunds.set(refund.id, refund);
    return true;
  }

  override async of(conversionIds: readonly ConversionId[]): Promise<readonly Refund[]> {
    return [...this.state.refunds.values()].filter(({ conversionId }) => conversionIds.includes(conversionId));
  }
}

class InMemoryPrograms extends Programs {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async add(terms: ProgramTerms): Promise<boolean> {
    if (this.state.terms.has(keyOfTerms(terms))) return false;
    this.state.terms.set(keyOfTerms(terms), terms);
    return true;
  }

  override async named(keys: readonly TermsKey[]): Promise<readonly ProgramTerms[]> {
    return keys.flatMap((key) => this.state.terms.get(keyOfTerms(key)) ?? []);
  }
}

class InMemoryPartners extends Partners {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async put(partner: Partner): Promise<boolean> {
    const before = this.state.partners.get(partner.id);
    if (before !== undefined && before.revision >= partner.revision) return false;
    this.state.partners.set(partner.id, partner);
    return true;
  }
}
