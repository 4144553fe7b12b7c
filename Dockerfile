# Any app of Whence: docker build --build-arg APP=zernio -t whence-zernio .
# Beside the app each image holds `npm run migrate` and `npm run workspace` in built form (tools/*/dist/main.js).

FROM node:20-bookworm-slim AS build
ARG APP
WORKDIR /whence
COPY . .
RUN test -f "apps/${APP}/tsconfig.build.json" \
  || { echo "--build-arg APP= must name one of:" apps/*; exit 1; }
# No package needs its install script here; the embedded PostgreSQL restores its own links when it starts.
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN node tools/build/build.mjs "apps/${APP}" tools/migrate tools/workspace
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
ARG APP
ENV APP=${APP} \
  NODE_ENV=production \
  WHENCE_HOME=/var/lib/whence \
  WHENCE_SPOOL_DIR=/var/lib/whence/spool
WORKDIR /whence
COPY --from=build /whence /whence
RUN install -d -o node -g node /var/lib/whence /var/lib/whence/spool
USER node
# What was acknowledged while PostgreSQL was away is here until it is back: a volume that outlives the container.
VOLUME /var/lib/whence
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=4s --start-period=20s --retries=3 CMD \
  ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# `exec`: the app itself hears the signal to stop, and a shell would not pass it on.
CMD ["sh", "-c", "exec node --max-semi-space-size=64 apps/${APP}/dist/main.js"]
