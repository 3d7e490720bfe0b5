# Node.js builds the panel, Maven the rest, a JRE runs. The image needs nothing writable but /data
# and /tmp.

FROM node:22-slim AS panel
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY src/main/resources/openapi.yaml /build/src/main/resources/
COPY frontend/ ./
RUN npm run --silent build

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
# Dependencies change less often than sources: a layer of their own.
COPY pom.xml ./
COPY src/build/Panel.java src/build/
RUN mvn -q -B -Dmaven.test.skip=true -Dexec.skip=true -Djacoco.skip=true package
COPY --from=panel /build/frontend/dist/ frontend/dist/
COPY src/main/ src/main/
RUN mvn -q -B -Dmaven.test.skip=true -Dexec.skip=true -Djacoco.skip=true package

FROM eclipse-temurin:25-jre
# 0:0 where volumes belong to root: the entry point hands them over and becomes 10001 itself.
ARG RUN_AS=10001:10001
WORKDIR /opt/sluice
COPY LICENSE ./
COPY cli/sluice cli/
COPY deploy/entrypoint /usr/local/bin/sluice
# The launcher runs what lies here, as it does where it has built for itself.
COPY --from=build /build/target/lib/ .sluice-build/image/lib/
COPY --from=build /build/target/sluice.jar .sluice-build/image/
RUN echo image > .sluice-build/current && touch .sluice-build/image/stamp
# The demo is the image's first test. On the way it records the cache of loaded classes (JEP 514),
# which only the very JVM and the very jars that it was made from can use.
RUN SLUICE_JAVA_OPTS=-XX:AOTCacheOutput=/opt/sluice/.sluice-build/image/sluice.aot cli/sluice demo --once
RUN mkdir -p /data && chown 10001:10001 /data

ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
USER ${RUN_AS}
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 CMD ["/usr/local/bin/sluice", "health"]
ENTRYPOINT ["/usr/local/bin/sluice"]
CMD ["serve"]
