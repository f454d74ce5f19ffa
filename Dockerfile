FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STEPGRAD_DATA_DIR=/data

WORKDIR /srv/stepgrad

# The requirements first: an edit of the app then costs no new download.
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
    && useradd --system --no-create-home --uid 10001 stepgrad \
    && install -d -o stepgrad -g stepgrad /data

COPY app app
COPY templates templates
COPY static static

USER 10001
VOLUME ["/data"]
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]

CMD ["python", "-m", "app", "--host", "0.0.0.0", "--port", "8000"]
