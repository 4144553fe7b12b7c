import { build } from '../apart/build.mjs';

/** Fault tests run what was built. */
export default async () => {
  build();
};
