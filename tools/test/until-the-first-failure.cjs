const { TestEnvironment } = require('jest-environment-node');

/** For mutation testing: one failure has found the mutant, so the tests after it need not run. */
module.exports = class UntilTheFirstFailure extends TestEnvironment {
  hasFailed = false;

  handleTestEvent(event) {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.hasFailed = true;
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
  }
};
