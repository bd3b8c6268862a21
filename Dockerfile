# Camerad as a simulated camera: the contract on 8080, live video on 8554, health and metrics on 8081, state in /var/lib/camerad.
# BASE is any Debian-like image; one without a JDK or JRE gets Debian's, whose ImageIO uses libjpeg-turbo.
ARG BASE=docker.io/library/debian:bookworm-slim

FROM ${BASE} AS build
# The encoders of live video: gpl (x264 and x265; an image with them is under GPLv3 as a whole), lgpl (openh264, no
# H.265) or none (live video is JPEG).
ARG ENCODERS=gpl
RUN command -v javac >/dev/null || \
    { apt-get update -q && apt-get install -y -q --no-install-recommends openjdk-17-jdk-headless ca-certificates; }
WORKDIR /src
COPY . .
# Layers: a new version of the service shares its libraries with the old one.
RUN case "$ENCODERS" in gpl) profile= ;; lgpl) profile=-Pencoders-lgpl ;; none) profile= ;; \
      *) echo "ENCODERS is gpl, lgpl or none, not $ENCODERS" >&2; exit 1 ;; esac && \
    ./mvnw -q -B -DskipTests -Djdeb.skip $profile -pl camera-app -am package && \
    java -Djarmode=tools -jar camera-app/target/camera-app.jar extract --layers --destination /layers && \
    mkdir /layers/encoders /layers/drivers /layers/sbom && \
    (cd /layers/sbom && jar xf /src/camera-app/target/camera-app.jar META-INF/sbom META-INF/THIRD-PARTY.txt && \
      mv META-INF/sbom/* META-INF/THIRD-PARTY.txt . && rm -r META-INF) && \
    { [ "$ENCODERS" = none ] || \
      { cp camera-app/target/encoders/encoders.cdx.json /layers/sbom/ && mv camera-app/target/encoders/* /layers/encoders/; }; }

FROM ${BASE}
RUN if ! command -v java >/dev/null; then \
      apt-get update -q && apt-get install -y -q --no-install-recommends openjdk-17-jre-headless && \
      rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb; \
    fi && install -d -o 10001 -g 10001 -m 0750 /var/lib/camerad
WORKDIR /opt/camerad
COPY LICENSE ./
COPY --from=build /layers/encoders/ ./encoders/
# The bill of materials and the licences of the libraries (docs/supply-chain.md).
COPY --from=build /layers/sbom/ ./sbom/
# Empty: where further drivers' jars are mounted (docs/drivers.md).
COPY --from=build /layers/drivers/ ./drivers/
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./

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
# Bash opens the connection itself: the image needs neither curl nor a second JVM every half minute. Without
# MANAGEMENT_SERVER_PORT the port depends on the number of cameras (docs/fleet.md), so both are asked.
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s CMD ["bash", "-c", \
  "for port in ${MANAGEMENT_SERVER_PORT:-7081 8081}; do { exec 3<>/dev/tcp/127.0.0.1/$port && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200'* ]] && exit 0; } 2>/dev/null; done; exit 1"]
# Not -jar: the class path that a jar taken apart into layers names leaves the encoders out.
ENTRYPOINT ["java", "-cp", "camera-app.jar:encoders/*", "org.camerad.CameradApplication"]
