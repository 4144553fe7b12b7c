import type { ClickFacts, ClickId, LinkId, RecentClick } from '@whence/attribution-domain';

/** What is read of one row of `attribution.click`, by `clickColumns`. */
export interface ClickRecord {
  readonly id: ClickId;
  readonly link_id: LinkId;
  readonly clicked_at: Date;
  readonly click_part: string | null;
  readonly visitor: ClickFacts['visitor'];
  readonly language: string | null;
  readonly is_test: boolean;
}

export const clickColumns = `id, link_id, clicked_at, click_part, visitor, language,
  coalesce(robot_reason = 'link-test', false) AS is_test`;

export const toClickFacts = (row: ClickRecord): ClickFacts => ({
  id: row.id,
  linkId: row.link_id,
  clickedAt: row.clicked_at.getTime(),
  ...(row.click_part === null ? {} : { clickPart: row.click_part }),
  visitor: row.visitor,
  ...(row.is_test ? { isTest: true } : {}),
});

export const toRecentClick = (row: ClickRecord): Omit<RecentClick, 'isMatched'> => ({
  ...toClickFacts(row),
  ...(row.language === null ? {} : { language: row.language }),
});
