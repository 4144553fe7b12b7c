/** The workspace's root folder, absolute. */
export declare const workspaceRoot: string;

export interface Project {
  /** The package's name, such as `@whence/catalog`. */
  readonly name: string;
  /** Relative to the workspace, such as `libs/catalog`. */
  readonly folder: string;
  readonly layer: string;
  readonly scope: string;
  readonly tags: readonly string[];
  readonly manifest: Manifest;
}

/** What a project's package.json says. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Every project of the workspace, with layer and scope; throws where a project has none. */
export declare const projectsOfWorkspace: () => readonly Project[];
