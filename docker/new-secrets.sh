#!/usr/bin/env bash
# Writes docker/.env with new secrets. Refuses to replace one: what is stored is encrypted with those in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ -e .env ]]; then
  echo 'docker/.env exists. Remove it together with the volumes, whose data needs its secrets.' >&2
  exit 1
fi
umask 077
# Compose reads \n between double quotes as a line break, so the key fits on one line.
signing_key=$(openssl genpkey -algorithm ed25519 | awk '{ printf "%s\\n", $0 }')
cat >.env <<END
POSTGRES_PASSWORD=$(openssl rand -hex 24)
MONGO_PASSWORD=$(openssl rand -hex 24)
SANDBOX_API_KEY=$(openssl rand -hex 24)
SANDBOX_WEBHOOK_SECRET=$(openssl rand -hex 24)
ENCRYPTION_KEY=$(openssl rand -base64 32)
TOKEN_SIGNING_KEY="$signing_key"
END
echo 'Wrote docker/.env.'
