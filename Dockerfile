# Builds Thirty3 for production: docs/deploy.md says how to run it.

FROM python:3.13-slim-trixie AS build
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements.txt ./
# Ready-made packages alone: this image has no compiler, and needs none.
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY manage.py ./
COPY thirty3/ thirty3/
COPY boroughs/ boroughs/
COPY suppliers/ suppliers/
COPY toolkit/ toolkit/
COPY contracts/ contracts/
COPY templates/ templates/
COPY static/ static/
COPY fixtures/ fixtures/
# The key is for this command alone; no layer keeps it.
RUN SECRET_KEY=to-collect-static-files DATA_DIR=/tmp/data STATIC_ROOT=/app/staticfiles \
    python manage.py collectstatic --noinput
RUN python -m compileall -q thirty3 boroughs suppliers toolkit contracts

FROM python:3.13-slim-trixie
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# A new volume takes its owner from here.
RUN install -d -o 10001 -g 10001 /data
VOLUME /data
# Gunicorn listens on every address of the container at PORT.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data STATIC_ROOT=/app/staticfiles PORT=8000
EXPOSE 8000
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "thirty3.running.alive"]
CMD ["gunicorn", "thirty3.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
