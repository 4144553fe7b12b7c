import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';

import { transportProblem, type ProblemType, type TransportProblemCode } from './problem-type.js';

export class FieldErrorBody {
  @ApiProperty({ example: 'rewards[0].amountMinor' })
  path!: string;

  @ApiProperty({ example: 'must be a string of digits' })
  reason!: string;
}

export class ProblemBody {
  @ApiProperty({ format: 'uri', description: 'Stable: names the kind of problem.' })
  type!: string;

  @ApiProperty({ description: 'The same, for programs.', example: 'invalid-request' })
  code!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ example: 400 })
  status!: number;

  @ApiPropertyOptional({ description: 'What is wrong with this very request.' })
  detail?: string;

  @ApiPropertyOptional({ type: [FieldErrorBody] })
  errors?: FieldErrorBody[];
}

/** A problem among the answers of an OpenAPI operation. */
export const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemBody) } } },
});

/** Documents the problems that an endpoint can answer with, one response for each status. */
export const ApiProblems = (
  ...problems: readonly (TransportProblemCode | ProblemType)[]
): MethodDecorator & ClassDecorator => {
  const byStatus = new Map<number, ProblemType[]>();
  for (const problem of problems) {
    const problemType = typeof problem === 'string' ? transportProblem(problem) : problem;
    byStatus.set(problemType.status, [...(byStatus.get(problemType.status) ?? []), problemType]);
  }
  return applyDecorators(
    ApiExtraModels(ProblemBody),
    ...[...byStatus].map(([status, types]) =>
      ApiResponse({
        status,
        ...problemAnswer(types.map(({ code, title }) => `\`${code}\`: ${title}`).join('\n\n')),
      }),
    ),
  );
};
