/** What every row of the catalogue has. Ids are unique per workspace, and in fact everywhere. */
export interface KeptRow {
  workspaceId: string;
  id: string;
  /** 1 when made, one more with every change. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

export type RowClass<Row extends object> = new () => Row;
