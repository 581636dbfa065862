# One file, a target an image:
#   docker build -t iceos . && docker run -p 8000:8000 iceos   the whole server; with a command the command line
#   docker build --target nodes-std -t iceos/nodes-std .       the standard tools as a server (make images)
#   … --target orchestrator | worker | web                     the parts of deploy/compose.yaml
FROM python:3.11-slim AS locked
RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install --quiet --no-cache-dir "poetry>=2,<3" poetry-plugin-export
WORKDIR /src
COPY pyproject.toml poetry.lock ./
RUN /opt/poetry/bin/poetry export --format requirements.txt --output base.txt \
    && /opt/poetry/bin/poetry export --format requirements.txt --extras serve --output serve.txt \
    && /opt/poetry/bin/poetry export --format requirements.txt --extras server --extras containers --extras s3 --output server.txt
COPY LICENSE README.md ./
COPY app app
COPY canvas canvas
COPY engine engine
COPY nodes nodes
COPY resources resources
RUN /opt/poetry/bin/poetry build --quiet --format wheel

FROM python:3.11-slim AS build
COPY --from=locked /src/server.txt /tmp/
RUN python -m venv /opt/iceos && /opt/iceos/bin/pip install --quiet --no-cache-dir --require-hashes --requirement /tmp/server.txt
COPY --from=locked /src/dist /tmp/dist
RUN /opt/iceos/bin/pip install --quiet --no-cache-dir --no-deps /tmp/dist/*.whl \
    && /opt/iceos/bin/pip uninstall --quiet --yes pip setuptools \
    && find /opt/iceos -name tests -path '*/pyarrow/*' -prune -exec rm -r {} + \
    && find /opt/iceos -path '*/pyarrow/include' -prune -exec rm -r {} +

# the pages need nothing of what tools and runs need
FROM build AS build-web
RUN cd /opt/iceos/lib/python3.11/site-packages && rm -rf pyarrow* duckdb* vl_convert* openpyxl* dbos* psycopg* sqlalchemy* \
    alembic* docker* aiohttp* s3fs* aiobotocore* botocore* semantic_text_splitter* keyring* cryptography* rich* pygments* \
    prometheus_client* resources/translations resources/examples app/desktop canvas nodes/images \
    && find /opt/iceos -name __pycache__ -prune -exec rm -r {} +

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
# where a volume for files is put, so that it belongs to the right user
RUN install -d -o 65534 -g 65534 /files
USER 65534:65534
EXPOSE 8080
CMD ["python", "-m", "nodes.sdk.serve", "nodes.library.tables", "nodes.library.text", "nodes.library.files", \
    "nodes.library.data", "nodes.library.http", "nodes.library.chart", "nodes.library.report", "nodes.library.python", "nodes.library.llm"]

FROM python:3.11-slim AS web
LABEL org.opencontainers.image.title="iceOS pages" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build-web /opt/iceos /opt/iceos
ENV PATH=/opt/iceos/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 65534:65534
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz')"]
CMD ["uvicorn", "app.server.web.main:app", "--host", "0.0.0.0", "--port", "8080", "--log-level", "warning"]

FROM python:3.11-slim AS base
LABEL org.opencontainers.image.title="iceOS" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/iceos /opt/iceos
ENV PATH=/opt/iceos/bin:$PATH PYTHONDONTWRITEBYTECODE=1 ICEOS_DATA_DIR=/data
RUN install -d -o 65534 -g 65534 /data /files
USER 65534:65534
VOLUME /data

FROM base AS worker
ENV ICEOS_QUEUES=heavy
CMD ["sh", "-c", "exec iceos worker --queues \"$ICEOS_QUEUES\""]

FROM base AS orchestrator
ENV ICEOS_PAGES=false
EXPOSE 9000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9000/readyz')"]
CMD ["iceos", "serve", "--host", "0.0.0.0", "--port", "9000"]

FROM base AS iceos
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz')"]
ENTRYPOINT ["iceos"]
CMD ["serve", "--host", "0.0.0.0"]
