# Two stages: the packages, then a small image that runs the TypeScript as it is, without root.
# `npm run docker:steps` carries these steps out without Docker, and starts what comes of them.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Maps and types are a third of what production needs none of.
RUN npm ci --omit=dev --ignore-scripts \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -delete
# A new embedded database starts from this; making it takes seconds and a gigabyte.
COPY src ./src
COPY scripts/template.ts ./scripts/template.ts
RUN node scripts/template.ts
# Without settings it loads everything and ends: what V8 made of it is kept, and each start takes half the time.
COPY start.js ./
RUN ! node --max-semi-space-size=4 --expose-gc start.js 2> /dev/null

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json start.js ./
COPY src ./src
# For backup, restore and moving (docs/operating.md).
COPY scripts/db-backup.ts scripts/db-restore.ts scripts/db-export.ts scripts/db-import.ts ./scripts/
COPY scripts/database ./scripts/database
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node itself is told to stop, without npm in between: it finishes what is in flight, for at most ten seconds.
CMD ["node", "--max-semi-space-size=4", "--expose-gc", "start.js"]
