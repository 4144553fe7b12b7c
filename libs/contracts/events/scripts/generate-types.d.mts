/** The TypeScript source that says what the schemas say. */
export declare function generateTypes(): Promise<string>;
