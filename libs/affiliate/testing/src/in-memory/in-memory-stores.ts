import {
  Announcements,
  Commissions,
  Conversions,
  Ledger,
  Partners,
  Programs,
  type Announcement,
  type Stores,
} from '@whence/affiliate-application';
import {
  ledgerTransaction,
  nameOf,
  sameTerms,
  termsNamedBy,
  type AttributedConversion,
  type Commission,
  type ContactId,
  type ConversionId,
  type LedgerTransaction,
  type Partner,
  type PendingCommission,
  type ProgramTerms,
  type Rescheduling,
  type ReversedCommission,
  type StandingCommission,
  type TermsKey,
} from '@whence/affiliate-domain';

import { keyOfTerms, type WorkspaceState } from './workspace-state.js';

/** The stores over one state. Locks are nothing here: units of work run one after the other. */
export const inMemoryStores = (state: WorkspaceState): Stores => ({
  conversions: new InMemoryConversions(state),
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

class InMemoryCommissions extends Commissions {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async standingOn(conversionIds: readonly ConversionId[]): Promise<readonly StandingCommission[]> {
    return this.standing().filter(({ conversionId }) => conversionIds.includes(conversionId));
  }

  override async add(commissions: readonly PendingCommission[]): Promise<void> {
    for (const commission of commissions) {
      const standsAlready = this.standing().some((other) => nameOf(other) === nameOf(commission));
      if (standsAlready) throw new Error(`a commission stands already: ${nameOf(commission)}`);
      this.state.commissions.set(commission.id, commission);
    }
  }

  override async reverse(commissions: readonly ReversedCommission[]): Promise<void> {
    for (const commission of commissions) this.state.commissions.set(commission.id, commission);
  }

  override async reschedule(reschedulings: readonly Rescheduling[]): Promise<void> {
    for (const { commission, dueAt } of reschedulings) {
      this.state.commissions.set(commission.id, { ...commission, dueAt });
    }
  }

  private standing(): readonly StandingCommission[] {
    return [...this.state.commissions.values()].filter(stands);
  }
}

const stands = (commission: Commission): commission is StandingCommission => commission.status !== 'reversed';

class InMemoryLedger extends Ledger {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async post(transactions: readonly LedgerTransaction[]): Promise<void> {
    for (const transaction of transactions.map(ledgerTransaction)) {
      const { postingKey } = transaction;
      if (this.state.transactions.has(postingKey)) throw new Error(`posted before: ${postingKey}`);
      this.state.transactions.set(postingKey, transaction);
    }
  }
}

class InMemoryAnnouncements extends Announcements {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async add(announcements: readonly Announcement[]): Promise<void> {
    this.state.announcements.push(...announcements);
  }
}
