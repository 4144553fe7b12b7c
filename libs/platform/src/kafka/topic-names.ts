const deadLetterSuffix = '.dlq';

/** The names of topics and groups in this cluster, which other systems may share. */
export class TopicNames {
  constructor(private readonly prefix: string) {}

  topic(name: string): string {
    return `${this.prefix}${name}`;
  }

  deadLetterTopic(name: string): string {
    return `${this.prefix}${name}${deadLetterSuffix}`;
  }

  group(consumer: string): string {
    return `${this.prefix}${consumer}`;
  }

  /** The name without the prefix. */
  nameOf(topic: string): string {
    return topic.slice(this.prefix.length);
  }
}
