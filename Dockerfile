# Two stages: the packages, then a small image that runs the TypeScript as it is, without root.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
# A new embedded database starts from this; making it takes seconds and a gigabyte.
COPY src ./src
COPY scripts ./scripts
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
COPY scripts ./scripts
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--expose-gc", "start.js"]
