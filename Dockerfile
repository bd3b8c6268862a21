# Camerad as a simulated camera: the contract on 8080, live video on 8554, health and metrics on 8081, state in
# /var/lib/camerad. docs/docker.md says how to run it.
# BASE is any Debian-like image; one without a JDK or JRE gets Debian's, whose ImageIO uses libjpeg-turbo.
ARG BASE=docker.io/library/debian:bookworm-slim
# The build's result is the same on each processor, so it runs on that of the machine that builds.
ARG BUILD_BASE=${BASE}

FROM --platform=${BUILDPLATFORM} ${BUILD_BASE} AS build
# The encoders of live video: gpl (x264 and x265; an image with them is under GPLv3 as a whole), lgpl (openh264, no
# H.265) or none (live video is JPEG).
ARG ENCODERS=gpl
ARG TARGETARCH
# mvnw needs unzip: its checksum is that of Maven's zip file.
RUN packages= && { command -v javac >/dev/null || packages="openjdk-17-jdk-headless ca-certificates"; } && \
    { command -v unzip >/dev/null || packages="$packages unzip"; } && \
    { [ -z "$packages" ] || { apt-get update -q && apt-get install -y -q --no-install-recommends $packages; }; }
WORKDIR /src
COPY . .
# A jar that the context has already (script/image-test) is not built again.
RUN case "$ENCODERS" in gpl) profile= ;; lgpl) profile=-Pencoders-lgpl ;; none) profile= ;; \
      *) echo "ENCODERS is gpl, lgpl or none, not $ENCODERS" >&2; exit 1 ;; esac && \
    case "$TARGETARCH" in arm64) platform=-Dencoders.platform=linux-arm64 ;; *) platform= ;; esac && \
    { [ -e camera-app/target/camera-app.jar ] || \
      ./mvnw -q -B -DskipTests -Djdeb.skip $profile $platform -pl camera-app -am package; } && \
    { [ "$ENCODERS" != none ] || rm -rf camera-app/target/encoders; } && \
    deploy/docker/assemble camera-app/target/camera-app.jar camera-app/target/encoders "$TARGETARCH" /layers

FROM ${BASE}
RUN if ! command -v java >/dev/null; then \
      apt-get update -q && apt-get install -y -q --no-install-recommends openjdk-17-jre-headless && \
      rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb; \
    fi && install -d -o 10001 -g 10001 -m 0750 /var/lib/camerad
WORKDIR /opt/camerad
COPY LICENSE ./
# Layers: a new version of the service shares those before its own with the old one.
COPY --from=build /layers/encoders/ ./encoders/
# The shared libraries of the encoders, of JNA and of the serial port, ready to be loaded.
COPY --from=build /layers/native/ ./native/
# The bill of materials and the licences of the libraries (docs/supply-chain.md).
COPY --from=build /layers/sbom/ ./sbom/
# Empty: where further drivers' jars are mounted (docs/drivers.md).
COPY --from=build /layers/drivers/ ./drivers/
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ /layers/start/ ./
COPY deploy/docker/healthcheck ./
COPY deploy/device/ ./device/
# An archive of the classes, which only this image's JVM can use: a faster start. An image of another JVM makes its own.
RUN TRAINING_SECONDS=900 ./device/make-archive /opt/camerad

# The management port serves probes from outside the container, so it listens on every address in here.
# Without a UTF-8 locale Java cannot decode a password or a folder name with umlauts.
ENV LANG=C.UTF-8 \
    LC_ALL=C.UTF-8 \
    CAMERA_DRIVER=sim \
    CAMERA_DATADIR=/var/lib/camerad \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    JDK_JAVA_OPTIONS="-XX:+UseSerialGC -Xss256k -Xmx192m -XX:+ExitOnOutOfMemoryError"
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
VOLUME /var/lib/camerad
EXPOSE 8080 8081 8554
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s CMD ["/opt/camerad/healthcheck"]
ENTRYPOINT ["java", "@/opt/camerad/java.args", "@/opt/camerad/start.options", "org.camerad.CameradApplication"]

ARG VERSION=0.1.0
ARG REVISION
ARG CREATED
ARG SOURCE
# With ENCODERS=lgpl: "Apache-2.0 AND LGPL-3.0-or-later"; with none: "Apache-2.0".
ARG LICENSES="Apache-2.0 AND GPL-3.0-or-later"
LABEL org.opencontainers.image.title="Camerad" \
      org.opencontainers.image.description="A simulated IP camera that answers the HTTP CGI contract" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="${LICENSES}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
