import type { Metrics } from '../telemetry/metrics.js';

/** What a store with a spool counts, under its name. */
export interface StoreMetrics {
  countKept(how: 'stored' | 'spooled' | 'refused'): void;
  observeCommit(items: number): void;
  countSetAside(): void;
  countDrained(items: number): void;
  showWaiting(records: number, bytes: number): void;
  showBreaker(isOpen: boolean): void;
}

type Registered = (store: string) => StoreMetrics;

const known = new WeakMap<Metrics, Registered>();

/** The metrics of the store with this name; a registry takes each metric once, and several stores share a process. */
export const storeMetricsIn = (metrics: Metrics, store: string): StoreMetrics => {
  const registered = known.get(metrics) ?? register(metrics);
  known.set(metrics, registered);
  return registered(store);
};

const itemsBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500];

const register = (metrics: Metrics): Registered => {
  const kept = metrics.counter({
    name: 'whence_store_items_total',
    help: 'Items kept before the answer, by where: committed, in the spool, or nowhere and refused',
    labels: ['store', 'how'],
  });
  const committed = metrics.histogram({
    name: 'whence_store_commit_items',
    help: 'Items that were committed together',
    labels: ['store'],
    buckets: itemsBuckets,
  });
  const drained = metrics.counter({
    name: 'whence_spool_drained_records_total',
    help: 'Records that were stored from the spool',
    labels: ['store'],
  });
  const aside = metrics.counter({
    name: 'whence_spool_aside_total',
    help: 'Records that could not be stored from the spool and are kept aside in files',
    labels: ['store'],
  });
  const waiting = metrics.gauge({
    name: 'whence_spool_waiting_records',
    help: 'Records in the spool',
    labels: ['store'],
  });
  const bytes = metrics.gauge({ name: 'whence_spool_bytes', help: 'Size of the spool', labels: ['store'] });
  const breaker = metrics.gauge({
    name: 'whence_store_breaker_open',
    help: '1 while PostgreSQL is taken to be away',
    labels: ['store'],
  });
  return (store) => ({
    countKept: (how) => kept.inc({ store, how }),
    observeCommit: (items) => committed.observe({ store }, items),
    countDrained: (records) => drained.inc({ store }, records),
    countSetAside: () => aside.inc({ store }),
    showWaiting: (records, size) => {
      waiting.set({ store }, records);
      bytes.set({ store }, size);
    },
    showBreaker: (isOpen) => breaker.set({ store }, isOpen ? 1 : 0),
  });
};
