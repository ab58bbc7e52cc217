/** What a test makes on an engine bears this label, with the id of its run. */
export const RUN_LABEL = 'gantry.test.run';
