# The command line in an image: docker run --rm -v "$PWD:/work" iceos run /work/chain.iceos --output /work/results
FROM python:3.11-slim AS build
RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install --quiet --no-cache-dir "poetry>=2,<3" poetry-plugin-export
WORKDIR /src
COPY pyproject.toml poetry.lock ./
RUN /opt/poetry/bin/poetry export --format requirements.txt --output requirements.txt
RUN python -m venv /opt/iceos \
    && /opt/iceos/bin/pip install --quiet --no-cache-dir --require-hashes --requirement requirements.txt
COPY LICENSE README.md ./
COPY app app
COPY canvas canvas
COPY engine engine
COPY nodes nodes
COPY resources resources
RUN /opt/poetry/bin/poetry build --quiet --format wheel \
    && /opt/iceos/bin/pip install --quiet --no-cache-dir --no-deps dist/*.whl

FROM python:3.11-slim
LABEL org.opencontainers.image.title="iceOS" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/iceos /opt/iceos
ENV PATH=/opt/iceos/bin:$PATH PYTHONDONTWRITEBYTECODE=1 ICEOS_DATA_DIR=/tmp/iceos
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["iceos"]
CMD ["--help"]
