import { classifyVisitor, type Visitor } from '@whence/attribution-domain';

type Visit = Parameters<typeof classifyVisitor>[0];

const rememberedMax = 2_000;
/** A header that is longer is nobody's browser, and not worth remembering. */
const charactersMax = 1_000;

/** Tells people from robots as the domain does, once for all phones of one model: most requests say what others said before. */
export class RememberedVisitors {
  private readonly remembered = new Map<string, Visitor>();

  classify(visit: Visit): Visitor {
    const { method, userAgent = '', purpose = '', referrer = '' } = visit;
    const said = `${method}\n${purpose}\n${referrer}\n${userAgent}`;
    const known = this.remembered.get(said);
    if (known !== undefined) return known;
    const visitor = classifyVisitor(visit);
    if (said.length <= charactersMax) this.remember(said, visitor);
    return visitor;
  }

  private remember(said: string, visitor: Visitor): void {
    if (this.remembered.size >= rememberedMax) this.remembered.clear();
    this.remembered.set(said, visitor);
  }
}
