import { describe, expect, it } from '@jest/globals';
import { ConfigurationProblems } from '../config/index.js';

import { explain, StartProblem } from './start-problem.js';

describe('an error at start', () => {
  it('is one clear message where the person who starts it can put it right', () => {
    expect(explain(new ConfigurationProblems(['PORT must be a port number']))).toBe(
      'the configuration is not usable:\n  - PORT must be a port number',
    );
    expect(explain(new StartProblem('the migration was interrupted'))).toBe('the migration was interrupted');
  });

  it('says what to do about a taken port', () => {
    const error = Object.assign(new Error('listen EADDRINUSE: 0.0.0.0:3000'), { code: 'EADDRINUSE' });
    expect(explain(error)).toContain('set PORT to another port');
  });

  it('shows where it comes from when it is a defect of ours', () => {
    expect(explain(new TypeError('undefined is not a function'))).toContain('start-problem.spec');
    expect(explain('odd')).toBe('odd');
  });
});
