# One file, a target an image:
#   docker build -t iceos .                                the command line
#   docker build --target nodes-std -t iceos/nodes-std .   the standard tools as a server (make images)
FROM python:3.11-slim AS locked
RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install --quiet --no-cache-dir "poetry>=2,<3" poetry-plugin-export
WORKDIR /src
COPY pyproject.toml poetry.lock ./
RUN /opt/poetry/bin/poetry export --format requirements.txt --output base.txt \
    && /opt/poetry/bin/poetry export --format requirements.txt --extras serve --output serve.txt
COPY LICENSE README.md ./
COPY app app
COPY canvas canvas
COPY engine engine
COPY nodes nodes
COPY resources resources
RUN /opt/poetry/bin/poetry build --quiet --format wheel

FROM python:3.11-slim AS build
COPY --from=locked /src/base.txt /tmp/
RUN python -m venv /opt/iceos && /opt/iceos/bin/pip install --quiet --no-cache-dir --require-hashes --requirement /tmp/base.txt
COPY --from=locked /src/dist /tmp/dist
RUN /opt/iceos/bin/pip install --quiet --no-cache-dir --no-deps /tmp/dist/*.whl

FROM python:3.11-slim AS build-nodes
COPY --from=locked /src/serve.txt /tmp/
RUN python -m venv /opt/iceos && /opt/iceos/bin/pip install --quiet --no-cache-dir --require-hashes --requirement /tmp/serve.txt
COPY --from=locked /src/dist /tmp/dist
# a container starts in half the time when nothing has to be compiled, or compared with its source
RUN /opt/iceos/bin/pip install --quiet --no-cache-dir --no-deps /tmp/dist/*.whl \
    && /opt/iceos/bin/pip uninstall --quiet --yes pip setuptools \
    && python -m compileall -qq -f --invalidation-mode unchecked-hash -j 0 /opt/iceos/lib

FROM python:3.11-slim AS nodes-std
ARG VERSION=0.1.0
LABEL org.iceos.contract="1" org.iceos.name="nodes-std" org.iceos.version="$VERSION" \
    org.opencontainers.image.title="iceOS standard tools" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build-nodes /opt/iceos /opt/iceos
ENV PATH=/opt/iceos/bin:$PATH PYTHONDONTWRITEBYTECODE=1 ICEOS_NAME=nodes-std ICEOS_VERSION=$VERSION
USER 65534:65534
EXPOSE 8080
CMD ["python", "-m", "nodes.sdk.serve", "nodes.library.tables", "nodes.library.text", "nodes.library.files", \
    "nodes.library.data", "nodes.library.http", "nodes.library.chart", "nodes.library.report", "nodes.library.python", "nodes.library.llm"]

FROM python:3.11-slim AS iceos
LABEL org.opencontainers.image.title="iceOS" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/iceos /opt/iceos
ENV PATH=/opt/iceos/bin:$PATH PYTHONDONTWRITEBYTECODE=1 ICEOS_DATA_DIR=/tmp/iceos
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["iceos"]
CMD ["--help"]
