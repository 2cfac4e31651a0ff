#!/usr/bin/env bash
# Adds a migration with the given name for every provider. Use: src/WeId.Workflows.Persistence/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
name=${1:?the name of the migration}
dotnet tool restore >/dev/null
dotnet build -v q -clp:NoSummary
for provider in Sqlite PostgreSql SqlServer; do
  dotnet ef migrations add "$name" --no-build --context "${provider}WeIdDbContext" --output-dir "Providers/$provider/Migrations"
done
