import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import {
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  Problem,
  serve,
  type Principal,
  type Served,
} from '@whence/platform/http';
import type { TestDatabase } from '@whence/test-database';
import { IsInt, IsOptional, IsString } from 'class-validator';

import { AccessModule } from '../src/access.module.js';

class NoteRequest {
  @IsString()
  text!: string;

  @IsOptional()
  @IsInt()
  pages?: number;
}

/** What the handlers did: each entry is one note that was really written. */
export const written: string[] = [];

/** Lets a test hold a handler while it does something else. */
export const gate: { open: Promise<void> } = { open: Promise.resolve() };

@Controller('v1/desks/:deskId/notes')
@Authenticated('catalog:write')
class NotesController {
  @Post()
  @Idempotent()
  async write(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('deskId') deskId: string,
    @Body() body: NoteRequest,
  ): Promise<unknown> {
    await gate.open;
    if (body.text === 'refused') throw new Problem('conflict');
    if (body.text === 'broken') throw new Error('a defect');
    written.push(body.text);
    return { id: `note_${written.length}`, workspaceId, deskId, ...body };
  }

  @Get()
  read(): readonly string[] {
    return written;
  }
}

@Module({ imports: [AccessModule], controllers: [NotesController] })
class DeskModule {}

export const bootstrapKey = 'whk_the-owner-key-of-the-tests-of-libs-access';

/** A real process: HTTP, keys in PostgreSQL, the owner key made at start. */
export const serveDesk = (
  url: TestDatabase['appUrl'],
  changes: Readonly<Record<string, string>> = {},
): Promise<Served> =>
  serve(
    [DeskModule],
    loadConfig(PlatformConfig, {
      DATABASE_URL: url,
      WHENCE_MASTER_KEY: 'a master key that is long enough for tests',
      WHENCE_BOOTSTRAP_API_KEY: bootstrapKey,
      PORT: '0',
      HOST: '127.0.0.1',
      ...changes,
    }),
    { logStream: { write: () => undefined } },
  );
