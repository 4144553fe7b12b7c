/** The first who asks for the run's broker waits for a Java process to start, and where much else runs that takes long. */
export const brokerStartMsMax = 120_000;
