# An option, which nothing here needs: the builder in a container, for machines without Python 3.11.
#
#   docker build --tag briefings .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/project" briefings build
#
# The base is pinned by its whole version; add the digest that your registry tells (`docker buildx imagetools inspect
# python:3.11.14-slim-bookworm`) to hold it by content: it is rebuilt under the same name when Debian mends something.
FROM python:3.11.14-slim-bookworm AS install
WORKDIR /source
COPY pyproject.toml constraints.txt README.md ./
COPY builder builder
# Older pips stumble over extras spelt in two ways.
RUN python -m venv /opt/builder \
 && /opt/builder/bin/pip install --no-cache-dir --disable-pip-version-check 'pip>=25.3' \
 && /opt/builder/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt --build-constraint constraints.txt .

FROM python:3.11.14-slim-bookworm
COPY --from=install /opt/builder /opt/builder
# A home for whoever runs it: of a user that the image does not know there is none.
ENV PATH=/opt/builder/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /project
EXPOSE 8000
ENTRYPOINT ["builder"]
CMD ["--help"]
