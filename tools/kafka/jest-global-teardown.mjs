/** Stops the run's broker, where a test had it started. */
export default async () => {
  await globalThis.whenceTestKafka?.stop();
};
