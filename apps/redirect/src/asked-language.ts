/** BCP 47, as far as browsers send it: a language, and what is told of script and region. */
const firstTag = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\s*(?:[,;]|$)/i;

/** The language that `Accept-Language` names first: browsers send the most wanted one there. Undefined for `*` and anything else. */
export const askedLanguage = (acceptLanguage: string | undefined): string | undefined =>
  firstTag.exec(acceptLanguage ?? '')?.[1];
